// One line of a service's API: where, what it is for, and who answers.
//
//     return {
//         post("/recommend/", "Films like the ones named, and why", films, &Films::recommend),
//         get("/films/{id}", "All that is known of a film", films, &Films::film).kept_by_clients(300s),
//     };
//
// A handler is a member function `Outcome<Answer> handler(const Asked&, const Call&) const`. From `Asked` come parsing
// and validation: of a body's JSON with POST and PUT, of the parameters of path and query string otherwise, of both
// where it is Placed; from `Answer`, or a Reply with it, the answer's JSON; from both OpenAPI. An `Answer` that is a
// Response is sent as it is. Handlers run on worker threads, many at once; one that waits for others has threads of its
// own (`waits_on`).
#pragma once

#include "api/json.hpp"
#include "api/problem.hpp"
#include "service_kit/http.hpp"
#include "service_kit/schema.hpp"
#include "service_kit/workers.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace service_kit {

// What a handler may want to know beside what was asked.
struct Call {
    const Request& request;

    // The language asked for by Accept-Language, else Russian.
    api::Language language() const;
};

// An answer without a body.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

// An answer with headers of its own.
template <api::Message Told>
struct Reply {
    using Message = Told;
    Message message{};
    Headers headers{};
};

// A body, and the parameters of the path that it was sent to.
template <api::Message PathMessage, api::Message BodyMessage>
struct Placed {
    using Path = PathMessage;
    using Body = BodyMessage;
    Path path{};
    Body body{};
};

template <class T>
inline constexpr bool is_reply = false;
template <class T>
inline constexpr bool is_reply<Reply<T>> = true;
template <class T>
inline constexpr bool is_placed = false;
template <class Path, class Body>
inline constexpr bool is_placed<Placed<Path, Body>> = true;

// A header of requests or of answers, for the description.
struct HeaderNote {
    std::string name{};
    std::string text{};  // a sentence without its full stop
    api::Limits limits{};
};

struct Route {
    Method method = Method::get;
    std::string path{};     // "/films/{id}"; a slash at the end may be left out by clients
    std::string summary{};  // a sentence without its full stop
    std::function<Response(const Call&)> handle{};

    std::string answer_type = "application/json";
    std::vector<std::string> other_types{};  // that answers may have, too
    int answer_status = 200;
    SchemaMaker asked{};                                  // of the body, or of the parameters
    SchemaMaker placed{};                                 // of the path's parameters, where there is a body beside them
    SchemaMaker answered{};                               // none where the answer is no JSON
    std::vector<std::pair<int, std::string>> problems{};  // status and code: those of its own
    std::vector<HeaderNote> request_headers{};            // those that mean something to this route
    std::vector<HeaderNote> answer_headers{};             // those that its answers may have
    std::size_t body_bytes{};                             // 0 for the service's limit
    std::chrono::seconds client_age{};                    // how long a client may keep the answer without asking again
    std::shared_ptr<Workers> workers{};                   // none for the service's own
    bool is_repeatable = false;  // the same request gets the same answer: it is kept and has an ETag
    bool is_quick = false;       // runs on the loop's thread at once: never waits, never computes
    bool is_hidden = false;      // not part of the API that is described
    bool needs_data = true;      // 503 until the service is ready
    bool needs_token = false;    // is for those who have a bearer's token

    bool has_body() const { return method == Method::post || method == Method::put || method == Method::patch; }

    Route may_fail(int status, std::string code) &&;
    // For answers that depend on nothing but the request and the data that is loaded.
    Route repeatable() &&;
    Route kept_by_clients(std::chrono::seconds age) &&;
    Route takes_up_to(std::size_t bytes) &&;
    // Answers something else than JSON: mostly `type`, which is what an Accept header is held to.
    Route answers(std::string type, std::vector<std::string> others = {}) &&;
    // For a handler that waits: it runs on these threads, and is told to come back where too many wait for them.
    Route waits_on(std::shared_ptr<Workers> threads) &&;
    Route heeds(HeaderNote header) &&;
    Route tells(HeaderNote header) &&;
};

Response problem_response(api::Problem problem);
Response json_response(int status, std::string body);
// The problem of a request whose members are wrong: 400 for what is no JSON, else 422.
api::Problem faulty_request(api::FieldFaults faults);

template <class Answer>
Response response_of(const api::Outcome<Answer>& outcome, int status) {
    if (!outcome) return problem_response(outcome.error());
    if constexpr (std::is_same_v<Answer, Nothing>) {
        return {.status = 204};
    } else if constexpr (std::is_same_v<Answer, Response>) {
        return outcome.value();
    } else if constexpr (is_reply<Answer>) {
        auto response = json_response(status, api::write(outcome.value().message));
        response.headers = outcome.value().headers;
        return response;
    } else {
        return json_response(status, api::write(outcome.value()));
    }
}

// What `request` asks; where `faults` is not empty, nothing that makes sense.
template <class Asked>
Asked read_asked(const Request& request, bool has_body, api::FieldFaults& faults) {
    if constexpr (is_placed<Asked>)
        return {.path = api::read_parameters<typename Asked::Path>(request.parameters, faults),
                .body = api::read<typename Asked::Body>(request.body, faults)};
    else
        return has_body ? api::read<Asked>(request.body, faults)
                        : api::read_parameters<Asked>(request.parameters, faults);
}

template <class Asked, class Answer>
void describe(Route& told) {
    if constexpr (is_placed<Asked>) {
        told.asked = body_schema<typename Asked::Body>;
        told.placed = parameters_schema<typename Asked::Path>;
    } else {
        told.asked = told.has_body() ? body_schema<Asked> : parameters_schema<Asked>;
    }
    if constexpr (std::is_same_v<Answer, Response>)
        told.answered = nullptr;
    else if constexpr (is_reply<Answer>)
        told.answered = answer_schema<typename Answer::Message>;
    else
        told.answered = answer_schema<Answer>;
    if (std::is_same_v<Answer, Nothing>) told.answer_status = 204;
}

template <class Target, class Asked, class Answer>
using HandlerOf = api::Outcome<Answer> (Target::*)(const Asked&, const Call&) const;

template <class Target, class Asked, class Answer>
Route route(Route told, std::shared_ptr<const Target> target, HandlerOf<Target, Asked, Answer> handler) {
    describe<Asked, Answer>(told);
    const bool has_body = told.has_body();
    const int status = told.answer_status;
    told.handle = [target = std::move(target), handler, has_body, status](const Call& call) {
        api::FieldFaults faults;
        const auto asked = read_asked<Asked>(call.request, has_body, faults);
        if (!faults.empty()) return problem_response(faulty_request(std::move(faults)));
        return response_of((target.get()->*handler)(asked, call), status);
    };
    return told;
}

template <class Target, class Asked, class Answer>
Route get(const std::string& path, const std::string& summary, std::shared_ptr<const Target> target,
          HandlerOf<Target, Asked, Answer> handler) {
    return route({.method = Method::get, .path = path, .summary = summary}, std::move(target), handler);
}

template <class Target, class Asked, class Answer>
Route post(const std::string& path, const std::string& summary, std::shared_ptr<const Target> target,
           HandlerOf<Target, Asked, Answer> handler) {
    return route({.method = Method::post, .path = path, .summary = summary}, std::move(target), handler);
}

template <class Target, class Asked, class Answer>
Route put(const std::string& path, const std::string& summary, std::shared_ptr<const Target> target,
          HandlerOf<Target, Asked, Answer> handler) {
    return route({.method = Method::put, .path = path, .summary = summary}, std::move(target), handler);
}

template <class Target, class Asked, class Answer>
Route remove(const std::string& path, const std::string& summary, std::shared_ptr<const Target> target,
             HandlerOf<Target, Asked, Answer> handler) {
    return route({.method = Method::remove, .path = path, .summary = summary}, std::move(target), handler);
}

}  // namespace service_kit
