// The number behind an id without a public number, shared by those that write ids and those that look them up.
#pragma once

#include "core/catalogue/film.hpp"

#include <cstdint>

namespace core::catalogue {

// 40 bits of a hash of folded title and year.
std::uint64_t title_hash(const Film& film);

}  // namespace core::catalogue
