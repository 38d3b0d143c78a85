// Names the kind of a film as people would: "советская комедия 1970-х", "a French crime drama of the 1960s".
//
// Knows the grammar of the usual genres and countries; others are told by name. Pure functions.
#pragma once

#include "core/catalogue/catalogue.hpp"
#include "core/ranking/reasons.hpp"
#include "core/ranking/recommender.hpp"

#include <string>

namespace core::ranking {

// "тоже семейная комедия 1990-х" or "also a family comedy of the 1990s", from what `reason` says is shared: genres,
// country, decade, each of which may be missing. Empty where all are.
std::string kind_phrase(const Reason& reason, Language language, const catalogue::Catalogue& films);

}  // namespace core::ranking
