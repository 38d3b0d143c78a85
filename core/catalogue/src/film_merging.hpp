// Films from several files made one catalogue: finds out which records are one film.
//
// One film they are that share an id of IMDb, TMDB, KinoPoisk or MovieLens; else those with the same folded title, a
// year at most one apart and a director in common, or an actor where directors are unknown. The record that came first
// is the better one: others fill what it lacks and never overwrite. For one thread.
#pragma once

#include "core/catalogue/film.hpp"
#include "staged_films.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace core::catalogue {

// Gives `better` what it lacks and `other` has, and the other's title as one more name.
void fill_missing(Film& better, const Film& other);

class FilmMerger {
public:
    enum class Placed { new_film, new_film_apart, merged, repeated };

    // Stages `film`, which came from file number `file`: as a new film (`apart` when another has the same title and
    // year), as more about one that is there, or not at all when the same file told of it before.
    Placed place(const Film& film, int file);

    std::optional<std::uint32_t> find_imdb(std::uint32_t number) const;
    std::optional<std::uint32_t> find_tmdb(int id) const;
    std::optional<std::uint32_t> find_movielens(int id) const;

    Film film(std::uint32_t row) const { return staged_.film(row); }
    // Puts a film back with more known of it than before.
    void replace(std::uint32_t row, const Film& film);

    std::size_t size() const noexcept { return staged_.size(); }
    std::vector<std::uint32_t> rows_by_votes() const;  // most voted first

private:
    enum class IdKind : std::uint64_t { imdb = 1, tmdb, kinopoisk, movielens, page };
    using Key = std::uint64_t;
    using Titles = std::vector<std::string>;  // folded, distinct

    // What can be compared without unpacking a film.
    struct Known {
        Key page{};  // 0 where unknown, as all ids
        std::uint32_t imdb{};
        int tmdb{}, kinopoisk{}, movielens{};
        int votes{};
        std::int16_t year{};
        std::int16_t file{};
    };
    struct Match {
        std::optional<std::uint32_t> row{};
        bool has_namesake = false;
    };

    static Known known_of(const Film& film, int file);
    static bool contradicts(const Known& left, const Known& right);
    std::optional<std::uint32_t> find(IdKind kind, Key number) const;
    std::optional<std::uint32_t> find_by_id(const Known& known) const;
    std::optional<std::uint32_t> find_by_page(const Film& film, const Known& known) const;
    std::vector<std::uint32_t> namesakes(const Titles& titles, const Known& known) const;
    Match find_by_title(const Titles& titles, const Film& film, const Known& known) const;
    void remember_ids(std::uint32_t row, const Known& known);
    void remember_titles(std::uint32_t row, const Titles& titles, int year);

    StagedFilms staged_;
    std::vector<Known> known_;
    std::unordered_map<Key, std::uint32_t> ids_;
    std::unordered_multimap<Key, std::uint32_t> titles_;  // hash of folded title and span of years
};

}  // namespace core::catalogue
