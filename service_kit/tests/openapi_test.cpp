#include "service_kit/openapi.hpp"

#include "api/film_requests.hpp"

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
    api::Outcome<Reply<api::Filters>> change(const Placed<api::FilmName, api::Filters>& asked,
                                             const Call& /*call*/) const {
        Reply<api::Filters> reply{.message = asked.body};
        reply.message.genres.push_back(asked.path.id);
        reply.headers.add("Was-Kept", "true");
        return reply;
    }
};

Route guarded(Route route) {
    route.needs_token = true;
    return route;
}

class TheDescription : public testing::Test {
protected:
    TheDescription() {
        const auto handlers = std::make_shared<const Handlers>();
        const std::vector<Route> routes{
            post("/recommend/", "Films", handlers, &Handlers::recommend).may_fail(404, "unknown_film"),
            get("/films/{id}", "A film", handlers, &Handlers::film).kept_by_clients(std::chrono::seconds{60}),
            guarded(put("/films/{id}", "Change it", handlers, &Handlers::change))
                .heeds({"Idempotency-Key", "To try again", {.range = {1, 128}}})
                .tells({"Was-Kept", "Of a repeated request"}),
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

TEST_F(TheDescription, TellsThePathBesideABodyAndTheHeadersOfARoute) {
    const auto& change = at("/paths/~1films~1{id}/put");
    EXPECT_EQ(change.at_pointer("/parameters/0/name"), "Idempotency-Key");
    EXPECT_EQ(change.at_pointer("/parameters/0/in"), "header");
    EXPECT_EQ(change.at_pointer("/parameters/0/schema/maxLength"), 128);
    EXPECT_EQ(change.at_pointer("/parameters/1/name"), "id");
    EXPECT_EQ(change.at_pointer("/parameters/1/in"), "path");
    EXPECT_EQ(change.at_pointer("/responses/200/headers/Was-Kept/description"), "Of a repeated request.");
}

TEST_F(TheDescription, TellsWhichRoutesNeedAToken) {
    EXPECT_EQ(json::serialize(at("/paths/~1films~1{id}/put/security")), R"([{"bearer":[]}])");
    EXPECT_NE(at("/paths/~1films~1{id}/put/responses").as_object().if_contains("401"), nullptr);
    EXPECT_EQ(at("/components/securitySchemes/bearer/scheme"), "bearer");
    EXPECT_EQ(at("/paths/~1films~1{id}/get").as_object().if_contains("security"), nullptr);
}

TEST_F(TheDescription, HasTwoSchemasForAMessageThatIsAskedAndAnswered) {
    EXPECT_EQ(at("/components/schemas/Filters/additionalProperties"), false);
    EXPECT_EQ(at("/components/schemas/FiltersAnswer").as_object().if_contains("additionalProperties"), nullptr);
}

TEST(ARoute, ReadsThePathBesideTheBodyAndAnswersWithHeaders) {
    const auto route = put("/films/{id}", "Change it", std::make_shared<const Handlers>(), &Handlers::change);
    Request request{
        .method = Method::put, .parameters = {{"id", "tt1"}, {"title", "T"}}, .body = R"({"genres":["a"]})"};
    const auto answer = route.handle({request});
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.text(), R"({"genres":["a","tt1"],"without_genres":[],"countries":[]})");
    EXPECT_EQ(answer.headers.find("Was-Kept"), "true");
    request.parameters.emplace_back("unknown", "");
    EXPECT_EQ(route.handle({request}).status, 422);
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
