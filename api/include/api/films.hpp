// What a film is to those who ask: its id, its name, and all that is shown of it.
//
// Plain data, described; limits stand in the notes. Texts are in the language that was asked for where the catalogue
// has them.
#pragma once

#include "api/described.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace api {

enum class Language { ru, en };
BOOST_DESCRIBE_ENUM(Language, ru, en)

// How a text led to a film. `id`: it is one; `title`: as people type titles; `description`: it names no film and was
// searched for in what the films are about.
enum class MatchedBy { id, title, description };
BOOST_DESCRIBE_ENUM(MatchedBy, id, title, description)

// The longest text that is looked at, in code points.
inline constexpr Range film_text{1, 256};
// The deepest that anybody may page; an answer that reaches it is exhausted.
inline constexpr int deepest_offset = 2000;

// [A-Za-z0-9_-]{1,24}
constexpr bool is_film_id(std::string_view text) {
    if (text.empty() || text.size() > 24) return false;
    for (const char letter : text) {
        const bool is_plain = ('a' <= letter && letter <= 'z') || ('A' <= letter && letter <= 'Z') ||
                              ('0' <= letter && letter <= '9') || letter == '_' || letter == '-';
        if (!is_plain) return false;
    }
    return true;
}
inline constexpr Limits film_id_limits{
    .required = true, .range = {1, 24}, .pattern = "^[A-Za-z0-9_-]{1,24}$", .fits = is_film_id};

constexpr Note note_on_language() {
    return {"language",
            "Of texts in the answer; that of Accept-Language, else Russian, where it is left out",
            {},
            R"("ru")"};
}
constexpr Note note_on_limit() { return {"limit", "How many films at most", {.range = {1, 50}}, "5"}; }
constexpr Note note_on_offset() {
    return {
        "offset", "How many films to leave out: next_offset of the page before", {.range = {0, deepest_offset}}, "0"};
}

struct FilmName {
    std::string id{};
    std::string title{};
    std::optional<std::string> title_ru{};
    int year{};
};
BOOST_DESCRIBE_STRUCT(FilmName, (), (id, title, title_ru, year))
constexpr auto notes(const FilmName*) {
    return std::array{
        Note{"id", "Stable, fit for addresses", film_id_limits, R"("tt0099785")"},
        Note{"title", "English where one is known, else as in the country of origin", {}, R"("Home Alone")"},
        Note{"title_ru", "The title of its Russian release", {}, R"("Один дома")"},
        Note{"year", "Of its first release", {}, "1990"}};
}

// A film that a text may mean.
struct Candidate : FilmName {
    std::vector<std::string> directors{};
    double confidence{};
};
BOOST_DESCRIBE_STRUCT(Candidate, (FilmName), (directors, confidence))
constexpr auto notes(const Candidate*) {
    constexpr auto name = notes(static_cast<const FilmName*>(nullptr));
    return std::array{name[0],
                      name[1],
                      name[2],
                      name[3],
                      Note{"directors", "To tell films of one name apart", {}, R"(["Chris Columbus"])"},
                      Note{"confidence", "0 to 1", {.range = {0, 1}}, "0.97"}};
}

struct PublicIds {
    std::optional<std::string> imdb{};
    std::optional<int> tmdb{};
    std::optional<int> kinopoisk{};
    std::optional<int> movielens{};
    std::optional<std::string> wikipedia{};
};
BOOST_DESCRIBE_STRUCT(PublicIds, (), (imdb, tmdb, kinopoisk, movielens, wikipedia))
constexpr auto notes(const PublicIds*) {
    return std::array{Note{"imdb", "IMDb", {}, R"("tt0099785")"}, Note{"tmdb", "TMDB", {}, "771"},
                      Note{"kinopoisk", "KinoPoisk", {}, "8124"}, Note{"movielens", "MovieLens", {}, "586"},
                      Note{"wikipedia", "The page in the English Wikipedia", {}, R"("Home_Alone")"}};
}

struct Rating {
    double average{};
    std::optional<int> votes{};
    std::string source{};
};
BOOST_DESCRIBE_STRUCT(Rating, (), (average, votes, source))
constexpr auto notes(const Rating*) {
    return std::array{Note{"average", "Out of 10", {.range = {0, 10}}, "7.4"},
                      Note{"votes", "Behind the average", {}, "9089"}, Note{"source", "Whose it is", {}, R"("TMDB")"}};
}

// What is shown of a film wherever it is offered. Names are in the language that was asked for.
struct FilmCard : FilmName {
    std::vector<std::string> genres{};
    std::vector<std::string> countries{};
    std::optional<int> runtime_min{};
    std::optional<Rating> rating{};
    std::optional<std::string> synopsis{};
    PublicIds ids{};
};
BOOST_DESCRIBE_STRUCT(FilmCard, (FilmName), (genres, countries, runtime_min, rating, synopsis, ids))
constexpr auto card_notes() {
    constexpr auto name = notes(static_cast<const FilmName*>(nullptr));
    return std::array{name[0],
                      name[1],
                      name[2],
                      name[3],
                      Note{"genres", "In the language asked for", {}, R"(["комедия", "семейный"])"},
                      Note{"countries", "In the language asked for", {}, R"(["США"])"},
                      Note{"runtime_min", "Minutes", {}, "103"},
                      Note{"rating", "What others think of it"},
                      Note{"synopsis", "In the language asked for, else in the other one"},
                      Note{"ids", "The numbers by which others know it"}};
}
constexpr auto notes(const FilmCard*) { return card_notes(); }

struct Reason {
    std::string signal{};
    double share{};
    std::string text{};
};
BOOST_DESCRIBE_STRUCT(Reason, (), (signal, share, text))
constexpr auto notes(const Reason*) {
    return std::array{
        Note{"signal", "What speaks for the film: meaning, genres, keywords, cast, director, …", {}, R"("director")"},
        Note{"share", "Of the score", {.range = {0, 1}}, "0.14"},
        Note{"text", "In words", {}, R"("тот же режиссёр: Крис Коламбус")"}};
}

struct Recommendation : FilmCard {
    double score{};
    std::vector<Reason> reasons{};
};
BOOST_DESCRIBE_STRUCT(Recommendation, (FilmCard), (score, reasons))
constexpr auto notes(const Recommendation*) {
    constexpr auto card = card_notes();
    return std::array{card[0],
                      card[1],
                      card[2],
                      card[3],
                      card[4],
                      card[5],
                      card[6],
                      card[7],
                      card[8],
                      card[9],
                      Note{"score", "About 1 would be the same film", {}, "0.61"},
                      Note{"reasons", "Why, the most telling first; at most three"}};
}

}  // namespace api
