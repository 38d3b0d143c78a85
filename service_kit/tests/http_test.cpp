#include "service_kit/http.hpp"

#include <gmock/gmock.h>

namespace service_kit {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(Headers, AreFoundWithoutRegardToCase) {
    Headers headers;
    headers.add("Accept", "text/html");
    headers.add("accept", "application/json");
    EXPECT_EQ(headers.find("ACCEPT"), "text/html");
    EXPECT_EQ(headers.all("Accept"), "text/html, application/json");
    headers.set("aCCept", "*/*");
    EXPECT_EQ(headers.all("Accept"), "*/*");
    EXPECT_EQ(headers.find("Host"), std::nullopt);
}

TEST(AcceptHeader, TakesTypesFamiliesAndAnything) {
    for (const auto* accept : {"", "*/*", "application/*", "application/json", "text/html, application/json;q=0.1"})
        EXPECT_TRUE(accepts(accept, "application/json")) << accept;
    for (const auto* accept : {"text/html", "application/jsonx", "application/json;q=0", "*/*, application/json;q=0"})
        EXPECT_FALSE(accepts(accept, "application/json")) << accept;
}

TEST(AcceptEncoding, IsGzipOnlyWhereItIsNamed) {
    EXPECT_TRUE(accepts_gzip("br, gzip"));
    EXPECT_FALSE(accepts_gzip("gzip;q=0"));
    EXPECT_FALSE(accepts_gzip("identity"));
    EXPECT_FALSE(accepts_gzip(""));
}

TEST(AcceptLanguage, PrefersByQualityThenByOrder) {
    EXPECT_EQ(preferred_language("en-GB,en;q=0.9,ru;q=0.8"), api::Language::en);
    EXPECT_EQ(preferred_language("de, ru-RU;q=0.9, en;q=0.5"), api::Language::ru);
    EXPECT_EQ(preferred_language("de"), std::nullopt);
    EXPECT_EQ(preferred_language("en;q=0"), std::nullopt);
}

TEST(IfNoneMatch, ComparesWeakly) {
    EXPECT_TRUE(names_etag(R"("a", W/"b")", R"("b")"));
    EXPECT_TRUE(names_etag("*", R"("b")"));
    EXPECT_FALSE(names_etag(R"("a")", R"("b")"));
}

TEST(Target, IsTakenApartAndDecoded) {
    Request request;
    ASSERT_TRUE(read_target("/films/%D1%91/?q=a+b&q=%26&empty", request));
    EXPECT_THAT(request.segments, ElementsAre("films", "ё"));
    EXPECT_THAT(request.parameters, ElementsAre(Pair("q", "a b"), Pair("q", "&"), Pair("empty", "")));
}

TEST(Target, MayBeAbsolute) {
    Request request;
    ASSERT_TRUE(read_target("http://host:8000/films/a", request));
    EXPECT_THAT(request.segments, ElementsAre("films", "a"));
}

TEST(Target, MayEndInAnEmptyQuery) {
    for (const auto* target : {"/films/a?", "/films/a?&", "http://host/films/a?"}) {
        Request request;
        ASSERT_TRUE(read_target(target, request)) << target;
        EXPECT_TRUE(request.parameters.empty()) << target;
    }
    Request request;
    ASSERT_TRUE(read_target("/films/a?q=a&&r=&", request));
    EXPECT_EQ(request.parameters, (api::Parameters{{"q", "a"}, {"r", ""}}));
}

TEST(Target, IsRefusedWhereItMakesNoSense) {
    for (const auto* target : {"", "films", "/%zz", "/a b", "*"}) {
        Request request;
        EXPECT_FALSE(read_target(target, request)) << target;
    }
}

}  // namespace
}  // namespace service_kit
