// Says in a few words why a film was recommended, in Russian or English.
//
// Pure functions over what the recommender found; they invent nothing. Names are told in the language asked for where
// the catalogue's glossary has them.
#pragma once

#include "core/catalogue/catalogue.hpp"
#include "core/ranking/recommender.hpp"

#include <span>
#include <string>

namespace core::ranking {

enum class Language { russian, english };

// A fragment of a sentence, such as "тот же режиссёр: Крис Коламбус" or "also a comedy of the 1990s". Empty where
// there is nothing to say in that language, as with keywords that have no Russian name.
std::string reason_text(const Reason& reason, Language language, const catalogue::Catalogue& films);

// The texts of `reasons` joined by " · ". A Russian line shows an untranslated keyword only when it would be empty
// without.
std::string reason_line(std::span<const Reason> reasons, Language language, const catalogue::Catalogue& films);

}  // namespace core::ranking
