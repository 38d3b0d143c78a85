// Every route, and who may ask it what, without a socket.
#include "db_service/history_api.hpp"

#include "api/json.hpp"
#include "store_test.hpp"

#include <algorithm>
#include <ctime>

#include <boost/json/parse.hpp>

namespace db_service {
namespace {

using service_kit::Method;
using service_kit::Request;
using service_kit::Response;
using testing::HasSubstr;

const std::string service_token = "the token of the services";
const std::string session_key = "a key of thirty-two bytes or more";

struct Asking {
    Method method = Method::get;
    std::string path{};
    api::Parameters parameters{};  // those of the path, too
    std::string body{};
};

// A good request to each route, about the session s.
const std::vector<Asking> askings{
    {Method::post, "/history/", {}, R"({"session_id": "s", "film": "f", "recommendation": ["a"]})"},
    {Method::get, "/history/", {{"session_id", "s"}}, ""},
    {Method::post, "/history/shown", {}, R"({"session_id": "s", "film": "f"})"},
    {Method::remove, "/history/", {{"session_id", "s"}}, ""},
    {Method::put, "/ratings/", {}, R"({"session_id": "s", "film": "f", "rating": "seen"})"},
    {Method::get, "/ratings/", {{"session_id", "s"}}, ""},
    {Method::remove, "/ratings/", {{"session_id", "s"}, {"film", "f"}}, ""},
    {Method::get, "/sessions/{id}/settings", {{"id", "s"}}, ""},
    {Method::put, "/sessions/{id}/settings", {{"id", "s"}}, R"({"adult": true})"},
    {Method::get, "/sessions/{id}/export", {{"id", "s"}}, ""},
};

class TheHistoryApi : public testing::Test {
protected:
    TheHistoryApi() {
        store =
            std::make_shared<HistoryStore>(DatabaseUrl::read("sqlite:" + (folder.path() / "h.sqlite").string()).value(),
                                           StoreSettings{}, log, metrics);
        store->begin([](const std::string&) {});
        use(service_token, session_key);
    }

    void use(const std::string& token, const std::string& key) {
        routes = routes_of(store, std::make_shared<const Authority>(token, SessionTokens{key}));
    }

    Response ask(const Asking& asking, const std::string& authorization,
                 const std::optional<std::string>& idempotency_key = {}) const {
        Request request{.method = asking.method, .parameters = asking.parameters, .body = asking.body};
        if (!authorization.empty()) request.headers.add("Authorization", authorization);
        if (idempotency_key) request.headers.add("Idempotency-Key", *idempotency_key);
        const auto route = std::ranges::find_if(routes, [&](const service_kit::Route& one) {
            return one.method == asking.method && one.path == asking.path;
        });
        return route == routes.end() ? Response{.status = 404} : route->handle({request});
    }
    static std::string code_of(const Response& response) { return response.problem ? response.problem->code : ""; }
    static std::string session_token(const std::string& session) {
        return "Bearer " + SessionTokens{session_key}.make(session, std::time(nullptr) + 60);
    }

    const test_support::TemporaryFolder folder;
    service_kit::Log log{"test", service_kit::LogLevel::off};
    service_kit::Metrics metrics;
    std::shared_ptr<HistoryStore> store;
    std::vector<service_kit::Route> routes;
    const std::string as_service = "Bearer " + service_token;
};

TEST_F(TheHistoryApi, HasARequestHereForEveryRoute) { EXPECT_EQ(routes.size(), askings.size() + 1); }

TEST_F(TheHistoryApi, AnswersTheServicesAndTheSessionItself) {
    for (const auto& asking : askings)
        for (const auto& token : {as_service, "bearer  " + service_token, session_token("s")})
            EXPECT_LT(ask(asking, token).status, 300) << asking.path << " " << token;
}

TEST_F(TheHistoryApi, SaysTheSameToEveryTokenThatOpensNothing) {
    const auto right = session_token("s").substr(7);
    const auto expired = SessionTokens{session_key}.make("s", std::time(nullptr) - 1);
    const auto forged = SessionTokens{session_key + "!"}.make("s", std::time(nullptr) + 60);
    std::string words;
    for (auto asking : askings)
        for (const auto& token :
             {std::string{}, std::string{"Bearer"}, std::string{"Bearer "}, std::string{"Bearer x"}, service_token,
              "Basic " + service_token, "Bearer " + service_token + "x", "Bearer " + service_token.substr(1),
              "Bearer " + right + ", Bearer " + right, "Bearer " + expired, "Bearer " + forged, right,
              std::string{"Bearer \0", 8} + right}) {
            const auto response = ask(asking, token);
            EXPECT_EQ(response.status, 401) << asking.path << " " << token;
            EXPECT_EQ(response.headers.find("WWW-Authenticate"), "Bearer");
            ASSERT_TRUE(response.problem);
            if (words.empty()) words = api::write(*response.problem);
            EXPECT_EQ(api::write(*response.problem), words);
            // Before what was asked is read.
            asking.body = "no JSON";
        }
}

TEST_F(TheHistoryApi, SaysTheSameOfAnothersSessionWhetherItExistsOrNot) {
    std::string words;
    for (const bool exists : {false, true}) {
        for (const auto& asking : askings) {
            const auto response = ask(asking, session_token("other"));
            EXPECT_EQ(response.status, 403) << asking.path;
            ASSERT_TRUE(response.problem);
            if (words.empty()) words = api::write(*response.problem);
            EXPECT_EQ(api::write(*response.problem), words);
        }
        if (exists) break;
        ASSERT_EQ(ask(askings.front(), as_service).status, 201);
    }
    EXPECT_EQ(store->history({.session_id = "s"}).value().history.size(), 1U) << "nothing was changed";
}

TEST_F(TheHistoryApi, IsOpenToAllWhereTheServicesHaveNoToken) {
    use("", session_key);
    for (const auto& asking : askings) {
        EXPECT_LT(ask(asking, "").status, 300) << asking.path;
        EXPECT_EQ(ask(asking, "Bearer x").status, 401) << asking.path;
        EXPECT_EQ(ask(asking, session_token("other")).status, 403) << asking.path;
    }
}

TEST_F(TheHistoryApi, LetsNobodyOnTheWayKeepAnAnswer) {
    for (const auto& asking : askings) EXPECT_EQ(ask(asking, as_service).headers.find("Cache-Control"), "no-store");
}

TEST_F(TheHistoryApi, GivesTokensToTheServicesAlone) {
    const Asking asking{Method::post, "/sessions/", {}, R"({"session_id": "s", "days": 1})"};
    EXPECT_EQ(ask(asking, session_token("s")).status, 403);
    EXPECT_EQ(ask(asking, "").status, 401);
    const auto response = ask(asking, as_service);
    EXPECT_EQ(response.status, 201);
    api::FieldFaults faults;
    const auto given = api::read<api::SessionToken>(response.text(), faults);
    EXPECT_EQ(given.session_id, "s");
    EXPECT_LT(ask(askings[1], "Bearer " + given.token).status, 300);
    EXPECT_EQ(given.expires_at.substr(19), ".000Z");
}

TEST_F(TheHistoryApi, MakesUpASessionWhereNoneIsNamed) {
    const auto response = ask({Method::post, "/sessions/", {}, "{}"}, as_service);
    api::FieldFaults faults;
    EXPECT_EQ(api::read<api::SessionToken>(response.text(), faults).session_id.size(), 32U);
}

TEST_F(TheHistoryApi, GivesNoTokensWithoutAKey) {
    use(service_token, "");
    const auto response = ask({Method::post, "/sessions/", {}, "{}"}, as_service);
    EXPECT_EQ(response.status, 409);
    EXPECT_EQ(code_of(response), "no_session_key");
}

TEST_F(TheHistoryApi, TellsThatAnEntryWasThere) {
    const auto first = ask(askings[0], as_service, "key");
    const auto again = ask(askings[0], as_service, "key");
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(first.text(), again.text());
    EXPECT_EQ(first.headers.find("Idempotency-Replayed"), std::nullopt);
    EXPECT_EQ(again.headers.find("Idempotency-Replayed"), "true");
}

TEST_F(TheHistoryApi, RefusesAKeyThatIsNoneOrWasUsed) {
    for (const std::string& key : {std::string{}, std::string{"a b"}, std::string{"ключ"}, std::string(129, 'k')}) {
        const auto response = ask(askings[0], as_service, key);
        EXPECT_EQ(response.status, 422) << key;
        EXPECT_EQ(response.problem->errors->front().pointer, "Idempotency-Key");
    }
    ASSERT_EQ(ask(askings[0], as_service, std::string(128, 'k')).status, 201);
    auto other = askings[0];
    other.body = R"({"session_id": "s", "film": "g", "recommendation": ["a"]})";
    EXPECT_EQ(code_of(ask(other, as_service, std::string(128, 'k'))), "idempotency_key_reused");
}

TEST_F(TheHistoryApi, TakesOneRatingOrAListButNotBoth) {
    const auto put = [&](const std::string& members) {
        return ask({Method::put, "/ratings/", {}, R"({"session_id": "s")" + members + "}"}, as_service);
    };
    EXPECT_EQ(put(R"(, "film": "f", "rating": "seen")").text(), R"({"stored":1})");
    EXPECT_EQ(put(R"(, "ratings": [{"film": "f", "rating": "seen"}, {"film": "g", "rating": "seen"}])").text(),
              R"({"stored":2})");
    const auto pointer = [](const Response& response) { return response.problem->errors->front().pointer; };
    EXPECT_EQ(pointer(put("")), "/film");
    EXPECT_EQ(pointer(put(R"(, "film": "f")")), "/rating");
    EXPECT_EQ(pointer(put(R"(, "ratings": [])")), "/ratings");
    EXPECT_EQ(pointer(put(R"(, "film": "f", "ratings": [{"film": "f", "rating": "seen"}])")), "/film");
}

TEST_F(TheHistoryApi, SaysWhichCursorIsWrong) {
    const auto response = ask({Method::get, "/history/", {{"session_id", "s"}, {"cursor", "x"}}, ""}, as_service);
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(response.problem->errors->front().pointer, "cursor");
}

TEST_F(TheHistoryApi, SaysThatTheDatabaseIsAway) {
    store = std::make_shared<HistoryStore>(
        DatabaseUrl::read("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2").value(), StoreSettings{}, log,
        metrics);
    store->begin([](const std::string&) {});
    use(service_token, session_key);
    EXPECT_TRUE(store->trouble());
    for (const auto& asking : askings) {
        const auto response = ask(asking, as_service);
        EXPECT_EQ(response.status, 503) << asking.path;
        EXPECT_EQ(code_of(response), "database_away");
        EXPECT_EQ(response.headers.find("Retry-After"), "1");
        EXPECT_EQ(ask(asking, session_token("other")).status, 403) << "decided without the database";
    }
}

}  // namespace
}  // namespace db_service
