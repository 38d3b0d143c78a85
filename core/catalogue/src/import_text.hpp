// Small pieces of text as data sets write them: numbers, dates, lists, ids.
//
// Pure functions; what makes no sense gives none, 0 or an empty text. Any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core::catalogue {

// The limits of read_film(), which what is imported must keep so that it can be exported.
constexpr std::size_t longest_imported_name = 400;
constexpr std::size_t longest_imported_synopsis = 8000;

bool is_utf8(std::string_view text);

// `text` without spaces at its ends and with every run of spaces, line ends and control characters made one space, cut
// to `longest` bytes between two characters.
std::string cleaned(std::string_view text, std::size_t longest);

// A whole number from 0 to 2'147'483'647, "81" or "81.0".
std::optional<int> whole_number(std::string_view text);
// A number from 0 to 10; 0 where it is none.
double mark_out_of_ten(std::string_view text);

// The year of "1995-10-30", "10/30/1995" or "1995"; 0 where there is none from 1870 to 2100.
int year_of(std::string_view date);

// The digits of "tt0114709" or "0114709" as a number; 0 where it is no such id.
std::uint32_t imdb_number(std::string_view id);
std::string imdb_id(std::uint32_t number);  // "tt0114709"

bool is_true(std::string_view text);

// The parts of `text` between `separator`, cleaned, empty ones left out.
std::vector<std::string> parts(std::string_view text, char separator);

// Puts `name` behind `names` unless it is empty or there.
void add_name(std::vector<std::string>& names, std::string name);

// English letters in lower case, all else as it is.
std::string in_lower_case(std::string_view text);

}  // namespace core::catalogue
