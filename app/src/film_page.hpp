// All that is known of one film, as people read it and as JSON.
//
// Names come in both languages where both are known; the sources that know the film are named with their pages.
#pragma once

#include "answer_text.hpp"
#include "core/catalogue/catalogue.hpp"

#include <string>
#include <string_view>

namespace app {

// At most 80 columns wide, but for addresses.
std::string film_page(core::catalogue::FilmIndex film, const TextStyle& style, const core::catalogue::Catalogue& films);

// {"query": {"text"}, "choices": [], "film": {"id", "other_ids", the fields of a line of films, "names_ru", "links"}}
std::string film_json(std::string_view text, core::catalogue::FilmIndex film, const core::catalogue::Catalogue& films);

}  // namespace app
