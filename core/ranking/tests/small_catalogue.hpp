// A handful of films as an opened catalogue, for the tests of one folder.
#pragma once

#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/catalogue/film_vectors.hpp"
#include "core/ranking/recommender.hpp"
#include "test_support/temporary_folder.hpp"

#include <cmath>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace core::ranking {

using catalogue::Catalogue;
using catalogue::Film;
using catalogue::FilmIndex;
using catalogue::FilmVectors;
using catalogue::Glossary;
using catalogue::Term;

// Writes `films` as a catalogue file and opens it; the file is gone afterwards.
inline Catalogue catalogue_of(const std::vector<Film>& films, const Glossary& glossary = {}) {
    const test_support::TemporaryFolder folder;
    const auto file = folder.path() / "films.sqlite";
    const auto written = catalogue::write_catalogue(films, glossary, file);
    if (!written) throw std::runtime_error{written.error().message};
    auto opened = Catalogue::open(file);
    if (!opened) throw std::runtime_error{opened.error().message};
    return std::move(opened).value();
}

inline FilmIndex index_of(const Catalogue& films, std::string_view title) {
    for (std::uint32_t film = 0; film < films.size(); ++film)
        if (films.film({film}).title == title) return {film};
    throw std::runtime_error{"no film " + std::string{title}};
}

inline std::vector<std::string> titles_of(const Page& page, const Catalogue& films) {
    std::vector<std::string> titles;
    for (const auto& one : page.films) titles.emplace_back(films.film(one.film).title);
    return titles;
}

// Films without stories: `count` of them, named "Film 0 of many", … and less and less known.
inline std::vector<Film> many_films(std::size_t count) {
    static const std::vector<std::string> genres{"Comedy", "Drama", "Action", "Crime", "Romance"};
    std::vector<Film> films;
    for (std::size_t i = 0; i < count; ++i)
        films.push_back({.title = "Film " + std::to_string(i) + " of many",
                         .year = 1950 + static_cast<int>(i * 7 % 70),
                         .countries = {i % 3 == 0 ? "FR" : "US"},
                         .language = i % 3 == 0 ? "fr" : "en",
                         .genres = {genres[i % 5], genres[(i / 5) % 5]},
                         .keywords = {"keyword " + std::to_string(i % 11), "keyword " + std::to_string(i % 13),
                                      "keyword " + std::to_string(i % 17)},
                         .directors = {"Director " + std::to_string(i % 41)},
                         .cast = {"Player " + std::to_string(i % 29), "Player " + std::to_string(i % 31)},
                         .vote_average = 5.0 + static_cast<double>(i % 40) / 10,
                         .vote_count = 1000,
                         .votes = static_cast<int>(100000 - i * 10)});
    return films;
}

// A vector for each film, of which neighbours in the catalogue are alike.
inline FilmVectors vectors_for(const Catalogue& films, std::size_t dimensions = 40) {
    FilmVectors vectors{films.size(), dimensions};
    std::vector<float> values(dimensions);
    for (std::uint32_t film = 0; film < films.size(); ++film) {
        for (std::size_t i = 0; i < dimensions; ++i)
            values[i] = static_cast<float>((film / 3 + 1) * (i + 7) * 2654435761U % 1000) / 1000.0F - 0.5F;
        float length = 0;
        for (const float value : values) length += value * value;
        for (float& value : values) value /= std::sqrt(length);
        vectors.set({film}, std::span<const float>{values});
    }
    return vectors;
}

}  // namespace core::ranking
