// Films as text: one JSON object a line, the form of data/catalogue/ and of what people write themselves.
//
// Keys are the members of Film and PublicIds, flat; what is empty or 0 is left out. Whatever is in a line is hostile
// until it is parsed: a line that is not a film is a Fault, and the film next to it is still read.
#pragma once

#include "core/base/result.hpp"
#include "core/catalogue/film.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace core::catalogue {

// A line may hold so many bytes at most; a longer one is refused unread.
constexpr std::size_t longest_line = 1 << 16;

// The film in `line`. Fails with film_malformed (no JSON object), film_field (a field that is unknown, of the wrong
// type or out of its limits, named in the message) or film_incomplete (no title or no year).
Result<Film> read_film(std::string_view line);

// `film` as one line without a line end, keys in the order of Film.
std::string write_film(const Film& film);

// The first key of `line`, which holds a film, that stands behind one it belongs before by the order of Film; empty
// where all are in order.
std::string key_out_of_order(std::string_view line);

// A line that was skipped, and why.
struct SkippedLine {
    std::filesystem::path file;
    std::size_t line{};  // from 1
    Fault fault;
};

struct FilmsRead {
    std::vector<Film> films{};
    std::size_t skipped{};
    std::vector<SkippedLine> first_skipped{};  // ten at most
};

// The files of films in `path`: itself, or all *.jsonl in a folder in the order of their names. Fails with
// films_missing where there is nothing to read.
Result<std::vector<std::filesystem::path>> film_files(const std::filesystem::path& path);

// The films in film_files(path). Bad lines are counted and skipped. Fails as film_files() does.
Result<FilmsRead> read_films(const std::filesystem::path& path);

}  // namespace core::catalogue
