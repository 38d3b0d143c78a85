#include "service_kit/route.hpp"

#include <algorithm>

namespace service_kit {

api::Language Call::language() const {
    return preferred_language(request.headers.all("Accept-Language")).value_or(api::Language::ru);
}

Route Route::may_fail(int status, std::string code) && {
    problems.emplace_back(status, std::move(code));
    return std::move(*this);
}

Route Route::repeatable() && {
    is_repeatable = true;
    return std::move(*this);
}

Route Route::kept_by_clients(std::chrono::seconds age) && {
    is_repeatable = true;
    client_age = age;
    return std::move(*this);
}

Route Route::takes_up_to(std::size_t bytes) && {
    body_bytes = bytes;
    return std::move(*this);
}

Route Route::answers(std::string type, std::vector<std::string> others) && {
    answer_type = std::move(type);
    other_types = std::move(others);
    return std::move(*this);
}

Route Route::waits_on(std::shared_ptr<Workers> threads) && {
    workers = std::move(threads);
    return std::move(*this);
}

Route Route::heeds(HeaderNote header) && {
    request_headers.push_back(std::move(header));
    return std::move(*this);
}

Route Route::tells(HeaderNote header) && {
    answer_headers.push_back(std::move(header));
    return std::move(*this);
}

Response json_response(int status, std::string body) {
    body.shrink_to_fit();  // it may be kept for long
    return {.status = status, .body = std::make_shared<const std::string>(std::move(body))};
}

Response problem_response(api::Problem problem) {
    Response response{.status = problem.status, .content_type = "application/problem+json"};
    if (problem.retry_after) response.headers.add("Retry-After", std::to_string(*problem.retry_after));
    response.problem = std::move(problem);
    return response;
}

api::Problem faulty_request(api::FieldFaults faults) {
    if (faults.size() == 1 && faults.front().code == "bad_json")
        return {.status = 400, .code = "bad_json", .title = "The body is not JSON", .detail = faults.front().detail};
    return {.status = 422,
            .code = "invalid_request",
            .title = "The request is not as it should be",
            .remedy = "see errors for what is wrong where, and /docs for what is taken",
            .errors = std::move(faults)};
}

}  // namespace service_kit
