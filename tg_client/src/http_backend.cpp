#include "tg_client/dialogue/http_backend.hpp"

#include "api/json.hpp"
#include "api/problem.hpp"

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

namespace tg_client {
namespace {

using service_kit::Method;

// A poster may be a provider's, who is given two seconds, or be drawn.
constexpr std::size_t longest_answer = std::size_t{24} * 1024 * 1024;  // bytes; a whole history is long

std::string encoded(std::string_view text) {
    return boost::urls::encode({text.data(), text.size()}, boost::urls::unreserved_chars);
}

void append_field(std::string& query, std::string_view name, std::string_view value) {
    query.append(query.empty() ? "?" : "&").append(name).append("=").append(encoded(value));
}

template <class T>
void append_member(std::string& query, std::string_view name, const T& value) {
    if constexpr (api::is_optional<T>) {
        if (value) append_member(query, name, *value);
    } else if constexpr (api::is_list<T>) {
        for (const auto& one : value) append_member(query, name, one);
    } else if constexpr (api::Choice<T>) {
        append_field(query, name, api::choice_name(value));
    } else if constexpr (std::is_same_v<T, std::string>) {
        append_field(query, name, value);
    } else {
        append_field(query, name, api::text_of(value));
    }
}

// The query string that a message makes; what stands in the path is left out.
template <api::Message T>
std::string query_of(const T& message, std::string_view in_path = {}) {
    std::string query;
    boost::mp11::mp_for_each<api::Members<T>>([&](auto member) {
        if (member.name != in_path) append_member(query, member.name, message.*member.pointer);
    });
    return query;
}

BackendFault fault_of(int status, std::string_view body) {
    api::FieldFaults faults;
    auto problem = api::read<api::Problem>(body, faults, api::Manner::tolerant);
    if (status == 429 || status >= 500) return {BackendFault::Kind::away};
    if (!faults.empty()) return {BackendFault::Kind::refused};
    if (problem.code == "unknown_film" || problem.code == "no_film_left")
        return {BackendFault::Kind::unknown_film, problem.nearest.value_or(std::vector<api::Candidate>{})};
    if (problem.code == "unknown_genre" || problem.code == "unknown_country")
        return {BackendFault::Kind::unknown_filter};
    return {BackendFault::Kind::refused};
}

template <api::Message Answer>
Got<Answer> read_as(const Got<std::string>& body) {
    if (!body) return body.error();
    api::FieldFaults faults;
    auto answer = api::read<Answer>(body.value(), faults, api::Manner::tolerant);
    if (!faults.empty()) return BackendFault{BackendFault::Kind::away};
    return answer;
}

Got<core::Done> done(const Got<std::string>& body) {
    if (!body) return body.error();
    return core::Done{};
}

}  // namespace

Got<std::string> HttpBackend::send(Method method, const std::string& path, std::string body,
                                   const service_kit::Headers& more) const {
    service_kit::ClientRequest request{.method = method, .url = access_.url + path, .headers = more};
    request.headers.add("X-Request-ID", request_id_);
    if (!body.empty()) request.headers.add("Content-Type", "application/json");
    const bool is_of_notes = path.starts_with("db/");
    if (is_of_notes && !access_.service_token.empty())
        request.headers.add("Authorization", "Bearer " + access_.service_token);
    request.body = std::move(body);
    request.try_timeout = access_.timeout;
    request.total_timeout = access_.timeout;
    // Every call of the API does the same when it is made twice: what is stored has a key.
    request.retries = service_kit::Retries::always;
    request.answer_bytes = longest_answer;
    auto result = (is_of_notes ? clients_.notes : clients_.films).send_and_wait(std::move(request));
    if (!result) return BackendFault{BackendFault::Kind::away};
    auto& answer = result.value();
    if (answer.status != 200 && answer.status != 201) return fault_of(answer.status, answer.body);
    return std::move(answer.body);
}

Got<api::RecommendAnswer> HttpBackend::recommend(const api::RecommendRequest& asked) {
    return read_as<api::RecommendAnswer>(send(Method::post, "ml/recommend/", api::write(asked)));
}

Got<api::SearchAnswer> HttpBackend::search(const api::SearchQuery& asked) {
    return read_as<api::SearchAnswer>(send(Method::get, "ml/films/search" + query_of(asked), {}));
}

Got<api::FilmAnswer> HttpBackend::film(const api::FilmQuery& asked) {
    return read_as<api::FilmAnswer>(send(Method::get, "ml/films/" + encoded(asked.id) + query_of(asked, "id"), {}));
}

Got<api::FilmAnswer> HttpBackend::random_film(const api::RandomQuery& asked) {
    return read_as<api::FilmAnswer>(send(Method::get, "ml/films/random" + query_of(asked), {}));
}

Got<api::MatchAnswer> HttpBackend::match(const api::MatchRequest& asked) {
    return read_as<api::MatchAnswer>(send(Method::post, "ml/films/match", api::write(asked)));
}

Got<PictureBytes> HttpBackend::poster(const api::FilmQuery& asked) {
    auto body = send(Method::get, "ml/films/" + encoded(asked.id) + "/poster" + query_of(asked, "id"), {});
    if (!body) return body.error();
    return std::make_shared<const std::string>(std::move(body).value());
}

Got<core::Done> HttpBackend::keep(const api::HistoryRequest& asked, std::string_view idempotency_key) {
    service_kit::Headers headers;
    headers.add("Idempotency-Key", idempotency_key);
    return done(send(Method::post, "db/history/", api::write(asked), headers));
}

Got<api::HistoryPage> HttpBackend::history(const api::HistoryQuery& asked) {
    return read_as<api::HistoryPage>(send(Method::get, "db/history/" + query_of(asked), {}));
}

Got<api::ShownAnswer> HttpBackend::shown(const api::ShownRequest& asked) {
    return read_as<api::ShownAnswer>(send(Method::post, "db/history/shown", api::write(asked)));
}

Got<api::RatingsPage> HttpBackend::ratings(const api::RatingsQuery& asked) {
    return read_as<api::RatingsPage>(send(Method::get, "db/ratings/" + query_of(asked), {}));
}

Got<core::Done> HttpBackend::rate(const api::RatingsRequest& asked) {
    return done(send(Method::put, "db/ratings/", api::write(asked)));
}

Got<core::Done> HttpBackend::remove_rating(const api::RatingQuery& asked) {
    return done(send(Method::remove, "db/ratings/" + query_of(asked), {}));
}

Got<api::SessionSettings> HttpBackend::settings(const api::SessionPath& asked) {
    return read_as<api::SessionSettings>(send(Method::get, "db/sessions/" + encoded(asked.id) + "/settings", {}));
}

Got<core::Done> HttpBackend::put_settings(const api::SessionPath& session, const api::SessionSettings& settings) {
    return done(send(Method::put, "db/sessions/" + encoded(session.id) + "/settings", api::write(settings)));
}

Got<std::string> HttpBackend::everything_about(const api::SessionPath& session) {
    return send(Method::get, "db/sessions/" + encoded(session.id) + "/export", {});
}

Got<api::Forgotten> HttpBackend::forget(const api::SessionQuery& session) {
    return read_as<api::Forgotten>(send(Method::remove, "db/history/" + query_of(session), {}));
}

Got<api::SessionToken> HttpBackend::open_session(const api::SessionRequest& asked) {
    return read_as<api::SessionToken>(send(Method::post, "db/sessions/", api::write(asked)));
}

}  // namespace tg_client
