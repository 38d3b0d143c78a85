#include "core/ranking/random_film.hpp"

#include "film_facts.hpp"
#include "pass_filter.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>

namespace core::ranking {
namespace {

using catalogue::FilmIndex;
using catalogue::FilmView;

// Some 500 votes are where a film stops being obscure, and 0.6 is about 7 out of 10. A film that nobody has rated must
// be four times as well known: most of the Russian films that everyone there loves have no rating in public data.
constexpr int known_votes = 500;
constexpr int famous_votes = 2000;
constexpr float good_quality = 0.6F;

bool gladdens(const FilmView& film) {
    const int votes = std::max(film.votes, film.vote_count);
    if (film.vote_count == 0 || !(film.vote_average > 0)) return votes >= famous_votes;
    return votes >= known_votes && quality_of(film.vote_count, film.vote_average) >= good_quality;
}

// FNV-1a.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 14695981039346656037U;
    for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211U;
    return hash;
}

// The step of SplitMix64: numbers that follow one another become numbers that look random, and stay distinct.
std::uint64_t mixed(std::uint64_t number) {
    number = (number ^ (number >> 30U)) * 0xBF58476D1CE4E5B9U;
    number = (number ^ (number >> 27U)) * 0x94D049BB133111EBU;
    return number ^ (number >> 31U);
}

// The least one wins.
struct Draw {
    bool is_second_choice{};
    std::uint64_t number{};
    FilmIndex film{};
    friend auto operator<=>(const Draw&, const Draw&) = default;
};

}  // namespace

std::optional<FilmIndex> random_film(const catalogue::Catalogue& films, const Lot& lot) {
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;
    const PassFilter passes{lot.filters};
    const auto start = hash_of(lot.seed);
    std::optional<Draw> best;
    for (std::uint32_t row = 0; row < films.size(); ++row) {
        const FilmView& film = films.film({row});
        const Draw draw{!gladdens(film), mixed(start + golden * row), {row}};
        if (best && *best < draw) continue;
        if (passes(film) && std::ranges::find(lot.excluded, draw.film) == lot.excluded.end()) best = draw;
    }
    return best ? std::optional{best->film} : std::nullopt;
}

}  // namespace core::ranking
