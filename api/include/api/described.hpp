// What a message says of itself: its members by Boost.Describe, and a note on each.
//
// From the two together come parsing, validation, answers (api/json.hpp) and OpenAPI (service_kit). A message is a
// struct, BOOST_DESCRIBE_STRUCT, and a function `notes` found beside it:
//
//     struct SearchQuery {
//         std::string q{};
//         int limit = 10;
//     };
//     BOOST_DESCRIBE_STRUCT(SearchQuery, (), (q, limit))
//     constexpr auto notes(const SearchQuery*) {
//         return std::array{Note{"q", "What was typed", {.required = true, .range = {1, 256}}},
//                           Note{"limit", "How many films at most", {.range = {1, 50}}}};
//     }
//
// A member without a note does not compile where the message is used. Members may be bool, int, std::int64_t, double,
// std::string, described enums, other messages, Written texts, and std::optional or std::vector of these. What is
// optional and empty is left out of answers.
#pragma once

#include <limits>
#include <string_view>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

namespace api {

// Both ends belong to it.
struct Range {
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();

    constexpr bool holds(double value) const { return least <= value && value <= most; }
};

struct Limits {
    bool required = false;
    Range range{};                        // of a number, or of a text's length in code points; of each one in a list
    Range items{0, 1000};                 // how many a list may have
    bool one_line = true;                 // a text without line ends; other control characters are never taken
    std::string_view pattern{};           // for OpenAPI: what a text looks like
    bool (*fits)(std::string_view) = {};  // with `pattern`: whether a text looks so
};

struct Note {
    std::string_view member{};
    std::string_view text{};  // one sentence for people, without a full stop
    Limits limits{};
    std::string_view example{};  // JSON
};

}  // namespace api
