#include "client_url.hpp"

#include <gtest/gtest.h>

namespace service_kit {
namespace {

TEST(ClientUrl, IsTakenApart) {
    const auto url = read_url("HTTPS://Api.Telegram.org/bot42:TOKEN/getMe?a=%20b#part");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->scheme, "https");
    EXPECT_EQ(url->host, "api.telegram.org");
    EXPECT_EQ(url->port, 443);
    EXPECT_EQ(url->target, "/bot42:TOKEN/getMe?a=%20b");
    EXPECT_EQ(url->authority(), "api.telegram.org");
    EXPECT_EQ(url->origin(), "https://api.telegram.org:443");
}

TEST(ClientUrl, HasAPathEvenWhereNoneIsWritten) {
    EXPECT_EQ(read_url("http://omdb.example?i=1")->target, "/?i=1");
    EXPECT_EQ(read_url("http://omdb.example")->target, "/");
}

TEST(ClientUrl, NamesAnUnusualPort) {
    EXPECT_EQ(read_url("http://localhost:8080/")->authority(), "localhost:8080");
    EXPECT_EQ(read_url("http://localhost:80/")->authority(), "localhost");
    EXPECT_EQ(read_url("http://localhost:/")->port, 80);
}

TEST(ClientUrl, MayNameAnAddress) {
    const auto url = read_url("http://[::1]:8080/x");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->host, "::1");
    EXPECT_EQ(url->authority(), "[::1]:8080");
    EXPECT_EQ(read_url("http://127.0.0.1/")->host, "127.0.0.1");
}

TEST(ClientUrl, KnowsUserAndPasswordOfAProxy) {
    const auto url = read_url("socks5h://me:p%40ss@proxy.example");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->scheme, "socks5");
    EXPECT_EQ(url->port, 1080);
    EXPECT_EQ(url->user, "me");
    EXPECT_EQ(url->password, "p@ss");
}

TEST(ClientUrl, IsRefusedWhereItIsNone) {
    for (const auto* text : {"",
                             "films",
                             "/films",
                             "//host/",
                             "ftp://host/",
                             "http://",
                             "http:///films",
                             "http://ho st/",
                             "http://host/a b",
                             "http://host/\r\nX: y",
                             "http://ho%0d%0ast/",
                             "http://h%00st/",
                             "http://host:0/",
                             "http://host:65536/",
                             "http://host:x/",
                             "http://кино.рф/",
                             "http://host/кино",
                             "http://[::1",
                             "http://[v1.x]/",
                             "mailto:a@b"})
        EXPECT_FALSE(read_url(text)) << text;
    EXPECT_FALSE(read_url("http://host/" + std::string(10'000, 'a')));
    EXPECT_FALSE(read_url("http://" + std::string(300, 'a') + "/"));
}

}  // namespace
}  // namespace service_kit
