#include "service_kit/openapi.hpp"

#include "api/films.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>

namespace service_kit {
namespace {

struct Handlers {
    api::Outcome<api::RecommendAnswer> recommend(const api::RecommendRequest& /*asked*/, const Call& /*call*/) const {
        return api::RecommendAnswer{};
    }
    api::Outcome<api::FilmAnswer> film(const api::FilmQuery& /*asked*/, const Call& /*call*/) const {
        return api::FilmAnswer{};
    }
};

class TheDescription : public testing::Test {
protected:
    TheDescription() {
        const auto handlers = std::make_shared<const Handlers>();
        const std::vector<Route> routes{
            post("/recommend/", "Films", handlers, &Handlers::recommend).may_fail(404, "unknown_film"),
            get("/films/{id}", "A film", handlers, &Handlers::film).kept_by_clients(std::chrono::seconds{60}),
        };
        document = json::parse(openapi({"test", "For tests", "1"}, routes));
    }
    const json::value& at(const char* pointer) const { return document.at_pointer(pointer); }
    json::value document;
};

TEST_F(TheDescription, IsOfOpenApi31) {
    EXPECT_EQ(at("/openapi"), "3.1.0");
    EXPECT_EQ(at("/info/title"), "test");
}

TEST_F(TheDescription, TellsLimitsDefaultsAndExamplesOfABody) {
    const auto& schema = at("/components/schemas/RecommendRequest");
    EXPECT_EQ(schema.at("additionalProperties"), false);
    EXPECT_EQ(json::serialize(schema.at("required")), R"(["film"])");
    EXPECT_EQ(schema.at_pointer("/properties/film/maxLength"), 256);
    EXPECT_EQ(schema.at_pointer("/properties/limit/default"), 5);
    EXPECT_EQ(schema.at_pointer("/properties/filters/anyOf/0/$ref"), "#/components/schemas/Filters");
    EXPECT_EQ(at("/paths/~1recommend~1/post/requestBody/content/application~1json/example/film"), "Один дома");
}

TEST_F(TheDescription, AllowsNullInABodyForWhatMayBeLeftOut) {
    const auto& members = at("/components/schemas/RecommendRequest/properties");
    EXPECT_EQ(json::serialize(members.at_pointer("/year/type")), R"(["integer","null"])");
    EXPECT_EQ(json::serialize(members.at_pointer("/language/enum")), R"(["ru","en",null])");
    EXPECT_EQ(members.at_pointer("/filters/anyOf/1/type"), "null");
    EXPECT_EQ(members.at_pointer("/film/type"), "string");
}

TEST_F(TheDescription, TellsTheHeadersOfAnswers) {
    const auto& film = at("/paths/~1films~1{id}/get/responses");
    EXPECT_EQ(film.at_pointer("/200/headers/ETag/$ref"), "#/components/headers/ETag");
    EXPECT_EQ(film.at_pointer("/503/headers/Retry-After/$ref"), "#/components/headers/Retry-After");
    EXPECT_EQ(at("/components/headers/X-Request-ID/required"), true);
}

TEST_F(TheDescription, TellsParametersOfPathAndQuery) {
    const auto& parameters = at("/paths/~1films~1{id}/get/parameters").as_array();
    EXPECT_EQ(parameters.at(0).at("name"), "id");
    EXPECT_EQ(parameters.at(0).at("in"), "path");
    EXPECT_EQ(parameters.at(0).at("required"), true);
    EXPECT_EQ(parameters.at(1).at("in"), "query");
    EXPECT_EQ(json::serialize(parameters.at(1).at_pointer("/schema/enum")), R"(["ru","en"])");
}

TEST_F(TheDescription, TellsEveryProblemThatARouteMayAnswer) {
    for (const auto* status : {"200", "400", "404", "406", "413", "415", "422", "431", "503"})
        EXPECT_NE(at("/paths/~1recommend~1/post/responses").as_object().if_contains(status), nullptr) << status;
    EXPECT_NE(at("/paths/~1films~1{id}/get/responses").as_object().if_contains("304"), nullptr);
}

TEST_F(TheDescription, RequiresInAnswersWhatIsNotOptional) {
    const auto& schema = at("/components/schemas/FilmAnswer");
    const auto required = json::serialize(schema.at("required"));
    EXPECT_THAT(required, testing::HasSubstr("genres"));
    EXPECT_THAT(required, testing::Not(testing::HasSubstr("synopsis")));
    EXPECT_EQ(schema.as_object().if_contains("additionalProperties"), nullptr);
}

}  // namespace
}  // namespace service_kit
