// Which wishes are the same.
//
// Two wishes are, where they have the same film as it was typed, but for case, ё and white space, the same sets of
// films liked and disliked, and the same filters. Pure functions.
#pragma once

#include "api/history.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace db_service {

struct Wish {
    const std::string& film;
    const std::vector<std::string>& liked;
    const std::vector<std::string>& disliked;
    const std::optional<api::Filters>& filters;
};

// The same text for the same wish, another one for another.
std::string canonical_form(const Wish& wish);

// Of the canonical form; differs for different wishes but for one chance in 2^64.
std::int64_t wish_number(const Wish& wish);

// The first 64 bits of the SHA-256 of `text`.
std::int64_t number_of(std::string_view text);

}  // namespace db_service
