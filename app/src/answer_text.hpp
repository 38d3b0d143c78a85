// Answers as people read them, in Russian or English, at most 80 columns wide.
//
// Pure functions; the command prints what they return.
#pragma once

#include "answer_json.hpp"
#include "core/catalogue/catalogue.hpp"
#include "core/ranking/advisor.hpp"
#include "core/ranking/reasons.hpp"

#include <string>

namespace app {

struct TextStyle {
    core::ranking::Language language = core::ranking::Language::russian;
    bool coloured = false;
    bool explain = false;
    std::size_t offset = 0;  // the number of the first film, less one
};

std::string advice_text(const core::ranking::Advice& advice, const TextStyle& style,
                        const core::catalogue::Catalogue& films);

std::string search_text(const SearchAnswer& answer, const TextStyle& style, const core::catalogue::Catalogue& films);

// That no film is called so, and which titles are nearest.
std::string unknown_film_text(const core::ranking::AdviceFault& fault, const TextStyle& style,
                              const core::catalogue::Catalogue& films);

}  // namespace app
