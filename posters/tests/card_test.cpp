#include "posters/card.hpp"

#include "jpeg_picture.hpp"

#include <fstream>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

namespace posters {
namespace {

const CardText home_alone{.titles = {"Один дома", "Home Alone"},
                          .year = 1990,
                          .genres = {"комедия", "семейный"},
                          .motifs = {"Comedy", "Family"},
                          .brand = "Киносовет"};

CardPainter painter() { return CardPainter{KINOSOVET_FONTS}; }

CardText titled(std::vector<std::string> titles) { return {.titles = std::move(titles), .year = 2000}; }

TEST(CardPainter, DrawsEverySizeAtTwoToThree) {
    for (const auto size : {PosterSize::w185, PosterSize::w342, PosterSize::w500, PosterSize::w780}) {
        const auto picture = read_jpeg(painter().draw(home_alone, size));
        EXPECT_EQ(picture.width, width_of(size));
        EXPECT_EQ(picture.height, height_of(size));
        EXPECT_NEAR(picture.height, picture.width * 1.5, 0.6);
    }
}

TEST(CardPainter, DrawsTheSameFilmTheSameByteForByte) {
    EXPECT_EQ(painter().draw(home_alone, PosterSize::w342), painter().draw(home_alone, PosterSize::w342));
    auto other = home_alone;
    other.year = 1991;
    EXPECT_NE(painter().draw(home_alone, PosterSize::w342), painter().draw(other, PosterSize::w342));
}

TEST(CardPainter, DrawsTheSameOnEveryThread) {
    const auto expected = painter().draw(home_alone, PosterSize::w185);
    std::vector<std::string> drawn(4);
    std::vector<std::jthread> threads;
    for (auto& one : drawn)
        threads.emplace_back([&one] {
            const auto own = painter();
            for (int again = 0; again < 3; ++again) one = own.draw(home_alone, PosterSize::w185);
        });
    threads.clear();
    for (const auto& one : drawn) EXPECT_EQ(one, expected);
}

TEST(CardPainter, WritesAnotherTitleWhereTheFontsLackLettersOfTheFirst) {
    EXPECT_EQ(painter().draw(titled({"千と千尋の神隠し", "Spirited Away"}), PosterSize::w342),
              painter().draw(titled({"Spirited Away", "千と千尋の神隠し"}), PosterSize::w342));
    EXPECT_NE(painter().draw(titled({"千と千尋の神隠し", "Spirited Away"}), PosterSize::w342),
              painter().draw(titled({"千と千尋の神隠し"}), PosterSize::w342));
}

TEST(CardPainter, WritesATitleOnceWhereBothLanguagesHaveTheSame) {
    const auto once = read_jpeg(painter().draw(titled({"WALL·E"}), PosterSize::w342));
    const auto twice = read_jpeg(painter().draw(titled({"WALL·E", "Wall·E"}), PosterSize::w342));
    // The picture above is another film's; the lower part must be the same.
    const auto lower = static_cast<std::ptrdiff_t>(once.pixels.size() * 7 / 10);
    EXPECT_TRUE(std::equal(once.pixels.begin() + lower, once.pixels.end(), twice.pixels.begin() + lower));
}

TEST(CardPainter, KeepsTheMarginsFreeWhateverTheTitle) {
    for (const auto* title : {"Доктор Стрейнджлав, или Как я научился не волноваться и полюбил атомную бомбу",
                              "Достопримечательностепереосвидетельствование",
                              "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "О", "M"}) {
        const auto picture = read_jpeg(painter().draw(titled({title, title, "Др"}), PosterSize::w500));
        for (int y = picture.height - 200; y < picture.height; ++y)
            for (const int x : {8, 20, 30, 470, 480, 492})
                EXPECT_LT(picture.brightness(x, y), 90) << title << " at " << x << ", " << y;
    }
}

TEST(CardPainter, TakesWhatIsNoText) {
    EXPECT_FALSE(painter().draw({}, PosterSize::w185).empty());
    EXPECT_FALSE(painter().draw(titled({"\xff\xfe", std::string(5000, 'x'), ""}), PosterSize::w185).empty());
    EXPECT_FALSE(painter().draw(titled({std::string("a\0b", 3), "\n\n\n", "<b>&"}), PosterSize::w185).empty());
}

TEST(CardPainter, RefusesAFolderWithoutItsFonts) { EXPECT_THROW(CardPainter{"/nonexistent"}, std::runtime_error); }

}  // namespace
}  // namespace posters
