#include "db_service/history_api.hpp"

#include "gate.hpp"
#include "moment.hpp"

#include <algorithm>
#include <cstdlib>

namespace db_service {
namespace {

constexpr std::size_t history_body_bytes = std::size_t{1024} * 1024;
constexpr std::size_t ratings_body_bytes = std::size_t{2048} * 1024;
constexpr std::size_t longest_key = 128;

// The one place where the store's faults become HTTP.
api::Problem problem_of(StoreFault fault) {
    switch (fault) {
        case StoreFault::away:
            return {.status = 503,
                    .code = "database_away",
                    .title = "What is kept cannot be reached now",
                    .remedy = "try again; with an Idempotency-Key an entry is stored once however often it is sent",
                    .retry_after = 1};
        case StoreFault::busy:
            return {.status = 503,
                    .code = "overloaded",
                    .title = "There is more to do than can be done now",
                    .remedy = "try again in a second",
                    .retry_after = 1};
        case StoreFault::slow:
            return {.status = 503,
                    .code = "database_slow",
                    .title = "The database took too long",
                    .remedy = "try again in a few seconds",
                    .retry_after = 3};
        case StoreFault::key_reused:
            return {.status = 422,
                    .code = "idempotency_key_reused",
                    .title = "The Idempotency-Key was used for another entry",
                    .remedy = "make a new key for each entry"};
        case StoreFault::bad_cursor:
            return service_kit::faulty_request({{"cursor", "bad_text", "is not a next_cursor of this list"}});
    }
    std::abort();  // unreachable: -Wswitch makes the list complete
}

template <class Answer>
api::Outcome<Answer> outcome_of(Stored<Answer> stored) {
    if (!stored) return problem_of(stored.error());
    return std::move(stored).value();
}

struct AskedKey {
    std::optional<std::string> key{};
    bool is_good = true;
};

AskedKey key_of(const service_kit::Request& request) {
    if (!request.headers.find("Idempotency-Key")) return {};
    auto key = request.headers.all("Idempotency-Key");
    const bool is_good = !key.empty() && key.size() <= longest_key &&
                         std::ranges::all_of(key, [](char letter) { return letter > ' ' && letter <= '~'; });
    return {std::move(key), is_good};
}

// The films that were rated: one, or a list.
api::Outcome<std::vector<api::FilmOpinion>> opinions_in(const api::RatingsRequest& asked) {
    if (asked.ratings && !asked.film && !asked.rating) return *asked.ratings;
    if (!asked.ratings && asked.film && asked.rating)
        return std::vector{api::FilmOpinion{.film = *asked.film, .rating = *asked.rating}};
    api::FieldFaults faults;
    if (!asked.ratings && !asked.film) faults.push_back({"/film", "missing", "is missing, and so is ratings"});
    if (!asked.ratings && !asked.rating) faults.push_back({"/rating", "missing", "is missing"});
    if (asked.ratings && asked.film) faults.push_back({"/film", "unknown_field", "is not taken beside ratings"});
    if (asked.ratings && asked.rating) faults.push_back({"/rating", "unknown_field", "is not taken beside ratings"});
    return service_kit::faulty_request(std::move(faults));
}

}  // namespace

service_kit::Route closed_to_strangers(service_kit::Route route, std::shared_ptr<const Authority> authority) {
    route.needs_token = true;
    route.handle = [authority = std::move(authority), inside = std::move(route.handle)](const service_kit::Call& call) {
        const bool is_known = authority->caller_of(call.request).has_value();
        auto response = is_known ? inside(call) : service_kit::problem_response(unauthorized());
        if (!is_known) response.headers.set("WWW-Authenticate", "Bearer");
        response.headers.set("Cache-Control", "no-store");
        return response;
    };
    return std::move(route).may_fail(403, "forbidden");
}

api::Outcome<api::SessionToken> HistoryApi::open_session(const api::SessionRequest& asked, const Call& /*call*/) const {
    constexpr std::int64_t seconds_a_day = 86'400;
    if (!authority_->tokens().can_make())
        return api::Problem{.status = 409,
                            .code = "no_session_key",
                            .title = "There is no key to make tokens with",
                            .remedy = "start the service with SESSION_KEY set"};
    const auto session = asked.session_id.value_or(random_session_id());
    const auto expiry = milliseconds_now() / 1000 + asked.days * seconds_a_day;
    return api::SessionToken{session, authority_->tokens().make(session, expiry), moment_text(expiry * 1000)};
}

api::Outcome<HistoryApi::AddedEntry> HistoryApi::add(const api::HistoryRequest& asked, const Call& call) const {
    const auto [key, is_good] = key_of(call.request);
    if (!is_good)
        return service_kit::faulty_request(
            {{"Idempotency-Key", "bad_text", "must be 1 to 128 visible characters of ASCII"}});
    auto stored = store_->add(asked, key);
    if (!stored) return problem_of(stored.error());
    AddedEntry added{.message = std::move(stored.value().entry)};
    if (stored.value().was_there) added.headers.add("Idempotency-Replayed", "true");
    return added;
}

api::Outcome<api::HistoryPage> HistoryApi::history(const api::HistoryQuery& asked, const Call& /*call*/) const {
    return outcome_of(store_->history(asked));
}

api::Outcome<api::ShownAnswer> HistoryApi::shown(const api::ShownRequest& asked, const Call& /*call*/) const {
    return outcome_of(store_->shown(asked));
}

api::Outcome<api::Forgotten> HistoryApi::forget(const api::SessionQuery& asked, const Call& /*call*/) const {
    return outcome_of(store_->forget(asked.session_id));
}

api::Outcome<api::RatingsStored> HistoryApi::rate(const api::RatingsRequest& asked, const Call& /*call*/) const {
    const auto opinions = opinions_in(asked);
    if (!opinions) return opinions.error();
    const auto stored = store_->rate(asked.session_id, opinions.value());
    return stored ? api::Outcome<api::RatingsStored>{api::RatingsStored{stored.value()}} : problem_of(stored.error());
}

api::Outcome<api::RatingsPage> HistoryApi::ratings(const api::RatingsQuery& asked, const Call& /*call*/) const {
    return outcome_of(store_->ratings(asked));
}

api::Outcome<api::RatingRemoved> HistoryApi::remove_rating(const api::RatingQuery& asked, const Call& /*call*/) const {
    const auto removed = store_->remove_rating(asked.session_id, asked.film);
    return removed ? api::Outcome<api::RatingRemoved>{api::RatingRemoved{removed.value() ? 1 : 0}}
                   : problem_of(removed.error());
}

api::Outcome<api::SessionSettings> HistoryApi::settings(const api::SessionPath& asked, const Call& /*call*/) const {
    return outcome_of(store_->settings(asked.id));
}

api::Outcome<api::SessionSettings> HistoryApi::put_settings(const NewSettings& asked, const Call& /*call*/) const {
    return outcome_of(store_->put_settings(asked.path.id, asked.body));
}

api::Outcome<api::SessionExport> HistoryApi::all_of(const api::SessionPath& asked, const Call& /*call*/) const {
    return outcome_of(store_->all_of(asked.id));
}

std::vector<service_kit::Route> routes_of(const std::shared_ptr<const HistoryStore>& store,
                                          const std::shared_ptr<const Authority>& authority) {
    using Api = HistoryApi;
    const Gate gate{std::make_shared<const HistoryApi>(store, authority), authority};
    std::vector<service_kit::Route> routes{
        gate.create("/history/", "Keep a wish and what was shown for it", &Api::add)
            .takes_up_to(history_body_bytes)
            .heeds({"Idempotency-Key",
                    "However often it is sent with the same key, it is kept once",
                    {.range = {1, longest_key}, .pattern = "^[!-~]{1,128}$"}})
            .tells({"Idempotency-Replayed", "true where it was kept by an earlier request with this key"})
            .may_fail(422, "idempotency_key_reused"),
        gate.get("/history/", "What a session asked and saw, page by page", &Api::history),
        gate.post("/history/shown", "The films that were shown for a wish", &Api::shown),
        gate.remove("/history/", "Forget everything about a session", &Api::forget),
        gate.put("/ratings/", "Keep what is thought of films", &Api::rate).takes_up_to(ratings_body_bytes),
        gate.get("/ratings/", "What a session thinks of films, page by page", &Api::ratings),
        gate.remove("/ratings/", "Forget what is thought of a film", &Api::remove_rating),
        gate.get("/sessions/{id}/settings", "What a session has set", &Api::settings),
        gate.put("/sessions/{id}/settings", "Set it", &Api::put_settings),
        gate.get("/sessions/{id}/export", "All that is kept of a session", &Api::all_of),
    };
    for (auto& route : routes) route = std::move(route).may_fail(503, "database_away, database_slow");
    routes.push_back(gate.create("/sessions/", "A token for a session; for the services alone", &Api::open_session)
                         .may_fail(409, "no_session_key"));
    return routes;
}

}  // namespace db_service
