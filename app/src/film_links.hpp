// The pages on which other sources tell of a film, made from the ids by which they know it.
//
// Pure; asks nobody whether the page is there.
#pragma once

#include "core/catalogue/film.hpp"

#include <string>
#include <vector>

namespace app {

struct FilmLink {
    const char* source{};  // as people call it: "IMDb"
    const char* key{};     // as programs do: "imdb"
    std::string address{};
};

// The pages of `film`, of those sources that know it.
std::vector<FilmLink> links_of(const core::catalogue::Film& film);

}  // namespace app
