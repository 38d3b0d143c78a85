// Why a request got no answer: RFC 9457 with a stable code.
//
// Plain data, described.
#pragma once

#include "api/faults.hpp"
#include "api/films.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>
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
class [[nodiscard]] Outcome {
public:
    Outcome(Answer answer) : state_{std::in_place_index<0>, std::move(answer)} {}     // NOLINT: implicit by design
    Outcome(Problem problem) : state_{std::in_place_index<1>, std::move(problem)} {}  // NOLINT: implicit by design

    explicit operator bool() const noexcept { return state_.index() == 0; }
    const Answer& answer() const& { return std::get<0>(state_); }
    Answer answer() && { return std::get<0>(std::move(state_)); }
    const Problem& problem() const& { return std::get<1>(state_); }
    Problem problem() && { return std::get<1>(std::move(state_)); }

private:
    std::variant<Answer, Problem> state_;
};

}  // namespace api
