// Why a request got no answer: RFC 9457 with a stable code.
//
// Plain data, described.
#pragma once

#include "api/faults.hpp"
#include "api/films.hpp"
#include "core/base/result.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace api {

struct Problem {
    int status{};
    std::string code{};
    std::string title{};
    std::optional<std::string> detail{};
    std::optional<std::string> remedy{};
    std::optional<std::vector<FieldFault>> errors{};
    std::optional<std::vector<Candidate>> nearest{};
    std::optional<int> retry_after{};  // seconds; sent as a header, too
    std::optional<std::string> request_id{};
};
BOOST_DESCRIBE_STRUCT(Problem, (), (status, code, title, detail, remedy, errors, nearest, retry_after, request_id))
constexpr auto notes(const Problem*) {
    return std::array{Note{"status", "The HTTP status", {.required = true}, "404"},
                      Note{"code", "Stable, for programs", {.required = true}, R"("unknown_film")"},
                      Note{"title", "What went wrong, the same for every problem of this code", {.required = true}},
                      Note{"detail", "What went wrong here"},
                      Note{"remedy", "What can be done about it"},
                      Note{"errors", "What is wrong with which member of the request"},
                      Note{"nearest", "Where no film was found: those whose titles are nearest"},
                      Note{"retry_after", "Seconds after which trying again makes sense", {}, "1"},
                      Note{"request_id", "The id under which the logs have it"}};
}

// An answer, or why there is none.
template <class Answer>
using Outcome = core::Result<Answer, Problem>;

}  // namespace api
