#include "router.hpp"

#include <gmock/gmock.h>

namespace service_kit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

class ARouter : public testing::Test {
protected:
    const std::vector<Route> routes{
        {.method = Method::get, .path = "/films/{id}"},
        {.method = Method::get, .path = "/films/search"},
        {.method = Method::get, .path = "/films/{id}/similar"},
        {.method = Method::post, .path = "/history/", .body_bytes = 99},
        {.method = Method::remove, .path = "/history/"},
    };
    const Router router{routes};

    std::string found(Method method, const std::vector<std::string>& segments) const {
        const auto* route = router.find(method, segments).route;
        return route == nullptr ? "none" : route->path;
    }
};

TEST_F(ARouter, PrefersFixedSegmentsToParameters) {
    EXPECT_EQ(found(Method::get, {"films", "search"}), "/films/search");
    EXPECT_EQ(found(Method::get, {"films", "tt1"}), "/films/{id}");
    EXPECT_EQ(found(Method::get, {"films", "tt1", "similar"}), "/films/{id}/similar");
}

TEST_F(ARouter, GivesTheParametersOfThePath) {
    EXPECT_THAT(router.find(Method::get, {"films", "tt1", "similar"}).path_parameters, ElementsAre(Pair("id", "tt1")));
}

TEST_F(ARouter, TellsAnUnknownPathFromAnotherMethod) {
    EXPECT_THAT(router.find(Method::get, {"nowhere"}).allowed, IsEmpty());
    EXPECT_THAT(router.find(Method::post, {"films", "search"}).allowed, ElementsAre(Method::get));
    EXPECT_THAT(router.find(Method::get, {"history"}).allowed, ElementsAre(Method::post, Method::remove));
    EXPECT_EQ(found(Method::get, {}), "none");
}

TEST_F(ARouter, KnowsTheLongestBodyOfARoute) {
    EXPECT_EQ(router.body_bytes(Method::post, {"history"}, 7), 99U);
    EXPECT_EQ(router.body_bytes(Method::get, {"films", "tt1"}, 7), 7U);
    EXPECT_EQ(router.body_bytes(Method::post, {"nowhere"}, 7), 7U);
}

TEST(AllowHeader, NamesHeadAndOptionsToo) {
    EXPECT_EQ(allow_header({Method::get, Method::post}), "GET, HEAD, POST, OPTIONS");
}

}  // namespace
}  // namespace service_kit
