// One film as facts: the record that importers write and text files hold.
//
// Plain data, no promise of consistency: what comes from outside is checked by read_film() and the importers.
#pragma once

#include <string>
#include <vector>

namespace core::catalogue {

// The numbers by which other catalogues know a film; empty or 0 where unknown.
struct PublicIds {
    std::string imdb{};  // "tt0099785"
    int tmdb{};
    int kinopoisk{};
    int movielens{};
    std::string wikipedia{};  // the page's name in the English Wikipedia, with underscores
};

// People, keywords, genres and countries are named by their canonical name: Latin where one is known, else Russian.
// What they are called in Russian stands in the glossary, once for all films.
struct Film {
    PublicIds ids{};
    std::string title{};           // English where known, else as in the country of origin
    std::string title_ru{};        // the release title in Russian; empty where unknown
    std::string original_title{};  // empty where it equals one of the two above
    std::vector<std::string> aliases{};
    int year{};
    std::vector<std::string> countries{};  // ISO 3166-1 codes, and SU, CS, YU, DD for countries that are no more
    std::string language{};                // ISO 639-1
    int runtime_min{};                     // minutes; 0 where unknown
    std::vector<std::string> genres{};
    std::vector<std::string> keywords{};
    std::vector<std::string> directors{};
    std::vector<std::string> writers{};
    std::vector<std::string> cast{};  // in order of billing
    std::string franchise{};
    std::string synopsis_en{};
    std::string synopsis_ru{};
    double vote_average{};  // 0 to 10
    int vote_count{};       // votes behind vote_average
    int votes{};            // popularity over several sources, on TMDB's scale
};

// The id under which we know `film`: `tt0099785` (IMDb), else `tm771` (TMDB), else `kp326` (KinoPoisk), else `f` and
// ten hexadecimal digits of a hash of folded title and year. Matches [A-Za-z0-9_-]{1,24}.
std::string film_id(const Film& film);

// Every id that ever named `film`, film_id() first: a film that got a better id is still found by the old one.
std::vector<std::string> all_film_ids(const Film& film);

}  // namespace core::catalogue
