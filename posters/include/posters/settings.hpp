// Whom to ask for posters and facts, with which keys, and where to keep what they say.
#pragma once

#include "service_kit/settings.hpp"

#include <cstddef>
#include <string>

namespace posters {

struct Settings {
    std::string order = "kinopoisk,omdb,tmdb";
    std::string kinopoisk_url = "https://kinopoiskapiunofficial.tech";
    std::string omdb_url = "https://www.omdbapi.com";
    std::string tmdb_url = "https://api.themoviedb.org/3";
    std::string tmdb_image_url = "https://image.tmdb.org/t/p";
    std::string kinopoisk_key{}, omdb_key{}, tmdb_key{};  // empty: is not asked
    std::string proxy{};                                  // for addresses with https
    std::string folder{};                                 // empty: in memory
    std::size_t folder_mib = 512;
    std::size_t threads = 16;
    std::size_t queue = 64;

    void add_to(service_kit::SettingsReader& reader);
};

}  // namespace posters
