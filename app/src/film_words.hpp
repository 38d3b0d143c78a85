// Small phrases that every answer about films is made of, in Russian or English.
//
// Pure functions.
#pragma once

#include "core/catalogue/catalogue.hpp"
#include "core/ranking/reasons.hpp"

#include <string>

namespace app {

// The one of two phrases that is in `language`.
const char* in(core::ranking::Language language, const char* russian, const char* english);

// "Один дома · Home Alone (1990)": the title in the language asked for first, the other one where it differs.
std::string title_line(const core::catalogue::FilmView& film, core::ranking::Language language);

// `number` with so many digits after the point.
std::string fixed(double number, int digits);

}  // namespace app
