// Films as a table for spreadsheets: comma-separated values as RFC 4180 has them, in UTF-8.
//
// One column a field of a film, named as in JSON Lines. A cell with several names parts them by "|". Pure functions.
#pragma once

#include "core/catalogue/film.hpp"

#include <string>

namespace app {

// The names of the columns, with the line end.
std::string csv_header();

// `film` as one line, with the line end; cells are empty where nothing is known.
std::string csv_line(const core::catalogue::Film& film);

}  // namespace app
