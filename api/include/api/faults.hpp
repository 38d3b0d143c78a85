// What is wrong with a message, member by member.
//
// Plain values.
#pragma once

#include "api/described.hpp"

#include <array>
#include <string>
#include <vector>

namespace api {

// One wrong member. `pointer` is a JSON Pointer into the body ("/filters/genres/2"), or the name of a parameter.
struct FieldFault {
    std::string pointer{};
    std::string code{};    // stable: missing, unknown_field, wrong_type, out_of_range, bad_text, bad_choice
    std::string detail{};  // a sentence
};
BOOST_DESCRIBE_STRUCT(FieldFault, (), (pointer, code, detail))

constexpr auto notes(const FieldFault*) {
    return std::array{Note{"pointer", "JSON Pointer into the body, or the name of a parameter"},
                      Note{"code", "What is wrong, for programs"}, Note{"detail", "What is wrong, for people"}};
}

using FieldFaults = std::vector<FieldFault>;

}  // namespace api
