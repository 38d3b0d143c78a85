#include "picture_check.hpp"

#include "posters/card.hpp"

#include <string>

#include <gtest/gtest.h>

namespace posters {
namespace {

using namespace std::string_literals;

std::string jpeg() { return CardPainter{KINOSOVET_FONTS}.draw({.titles = {"A"}}, PosterSize::w185); }

std::string padded(std::string head) { return head + std::string(64, '\0'); }

std::string png(const std::string& sizes) { return padded("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"s + sizes); }

TEST(PictureKind, IsFoundInTheBytes) {
    const auto kind = find_picture_kind(jpeg());
    ASSERT_TRUE(kind);
    EXPECT_EQ(kind->content_type, "image/jpeg");
    EXPECT_EQ(kind->width, 185);
    EXPECT_EQ(kind->height, 278);
    const auto of_png = find_picture_kind(png("\0\0\x01\x2c\0\0\x01\xc2"s));
    ASSERT_TRUE(of_png);
    EXPECT_EQ(of_png->content_type, "image/png");
    EXPECT_EQ(of_png->width, 300);
    const auto of_webp = find_picture_kind(padded("RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x2b\x01\0\xc1\x01\0"s));
    ASSERT_TRUE(of_webp);
    EXPECT_EQ(of_webp->content_type, "image/webp");
    EXPECT_EQ(of_webp->height, 450);
}

TEST(PictureKind, IsNoneForWhatIsNoPoster) {
    EXPECT_FALSE(find_picture_kind(""));
    EXPECT_FALSE(find_picture_kind(padded("<!DOCTYPE html><html>")));
    EXPECT_FALSE(find_picture_kind(padded("GIF89a\x2c\x01\x2c\x01")));
    EXPECT_FALSE(find_picture_kind(png("\0\0\0\x01\0\0\0\x01"s))) << "one pixel";
    EXPECT_FALSE(find_picture_kind(png("\0\0\xff\xff\0\0\xff\xff"s))) << "65535 pixels";
    EXPECT_FALSE(find_picture_kind(png("\0\x01\x01\x2c\0\0\x01\xc2"s))) << "65836 pixels wide";
    EXPECT_FALSE(find_picture_kind(png("\0\0\x03\xe8\0\0\0\x64"s))) << "a banner";
    EXPECT_FALSE(find_picture_kind(jpeg() + std::string(most_picture_bytes, '\0')));
    EXPECT_FALSE(find_picture_kind(jpeg().substr(0, 120))) << "cut before its size";
}

}  // namespace
}  // namespace posters
