// What the blend reads of each film, laid out one array per fact.
//
// Built once from a catalogue, then only read. Numbers are those the signals need, not those people read. `FilmIndex`
// is the row in every array.
#pragma once

#include "core/catalogue/catalogue.hpp"
#include "core/ranking/signals.hpp"
#include "term_matrix.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace core::ranking {

// The distinct combinations of genres: a few hundred to a few thousand, so that a signal over them is worked out once
// per combination and looked up per film.
struct GenreSets {
    float similarity(catalogue::FilmIndex left, catalogue::FilmIndex right) const;

    // How many of "comedy", "animation" and "documentary" hold for one of two combinations and not for the other:
    // what decides how a film feels whatever else it shares. 0 where one knows no genre.
    int tones_apart(std::size_t left_set, std::size_t right_set) const;

    std::vector<std::uint16_t> of_film;
    std::vector<std::vector<TermMatrix::Entry>> sets;  // unit vectors, by rarity
    std::vector<std::uint8_t> tones;                   // of each combination, a bit for each tone
    std::size_t genres{};                              // how many there are
};

struct FilmFacts {
    explicit FilmFacts(const catalogue::Catalogue& films);

    std::size_t size() const { return year.size(); }

    // How alike two years are, 0 where one is unknown.
    float same_era(std::uint8_t left, std::uint8_t right) const {
        return left == 0 || right == 0 ? 0.0F : era_by_distance[left < right ? right - left : left - right];
    }

    std::vector<std::uint8_t> year;       // years since 1869, 0 where unknown
    std::vector<std::uint8_t> language;   // a number of our own, 0 where unknown
    std::vector<std::uint8_t> tradition;  // the cinema a film belongs to, such as Russian or French; 0 where unknown
    std::vector<float> tradition_says;    // by tradition: how much sharing it says, 0 to 1
    std::vector<float> theme;             // how much is known of the story, 0 to 1
    std::vector<float> popularity, quality;
    std::vector<float> obscurity;  // 1 where nobody has heard of it, 0 from some 500 votes on
    GenreSets genres;
    TermMatrix keywords, cast, directors, writers;
    std::array<float, 256> era_by_distance{};

private:
    void number_genres(const catalogue::Catalogue& films);
    void number_traditions(const catalogue::Catalogue& films);
};

// How well those who rated a film think of it, 0 to 1; few votes pull to the middling 0.5.
float quality_of(int votes, float average);

// How many people know a film, 0 to 1.
float popularity_of(int votes);

}  // namespace core::ranking
