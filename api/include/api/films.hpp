// What ml_service is asked and answers: wishes, films, candidates.
//
// Plain data, described; limits stand in the notes. Texts in answers are in the language that was asked for where the
// catalogue has them.
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

// Strict conditions: a film of which the asked-for fact is unknown does not pass.
struct Filters {
    std::vector<std::string> genres{};
    std::vector<std::string> without_genres{};
    std::vector<std::string> countries{};
    std::optional<int> from_year{};
    std::optional<int> to_year{};
    std::optional<int> max_minutes{};
    std::optional<double> min_rating{};
};
BOOST_DESCRIBE_STRUCT(Filters, (), (genres, without_genres, countries, from_year, to_year, max_minutes, min_rating))
constexpr auto notes(const Filters*) {
    constexpr Limits name{.range = {1, 64}, .items = {0, 40}};
    constexpr Limits year{.range = {1800, 2200}};
    return std::array{
        Note{"genres", "The film has all of these, named in Russian or English", name, R"(["комедия"])"},
        Note{"without_genres", "The film has none of these", name, R"(["Horror"])"},
        Note{"countries", "The film comes from one of these: names in either language, or ISO 3166-1 codes", name,
             R"(["FR", "Италия"])"},
        Note{"from_year", "The first year", year, "1980"},
        Note{"to_year", "The last year", year, "2005"},
        Note{"max_minutes", "The longest run time", {.range = {1, 1000}}, "120"},
        Note{"min_rating", "The lowest rating, out of 10", {.range = {0, 10}}, "6.5"},
    };
}

struct RecommendRequest {
    std::string film{};
    std::optional<int> year{};
    std::vector<std::string> liked{};
    std::vector<std::string> disliked{};
    std::vector<std::string> exclude{};
    std::vector<std::string> recommendation{};
    int limit = 5;
    int offset = 0;
    std::optional<Language> language{};
    std::optional<Filters> filters{};
};
BOOST_DESCRIBE_STRUCT(RecommendRequest, (),
                      (film, year, liked, disliked, exclude, recommendation, limit, offset, language, filters))
constexpr auto notes(const RecommendRequest*) {
    return std::array{
        Note{"film",
             "A film as people type it, in Russian or English, its id, or what it is about",
             {.required = true, .range = film_text},
             R"("Один дома")"},
        Note{"year", "The year of `film`; one year off is forgiven", {.range = {1800, 2200}}, "1990"},
        Note{"liked", "More films to be like", {.range = film_text, .items = {0, 20}}, R"(["Элоиза"])"},
        Note{"disliked", "Films to be unlike", {.range = film_text, .items = {0, 20}}, R"(["Титаник"])"},
        Note{"exclude",
             "Films not to show, by id or title; what names none is passed over",
             {.range = film_text, .items = {0, 500}},
             R"(["tt0099785"])"},
        Note{"recommendation",
             "The same as `exclude`: titles already shown",
             {.range = {0, 256}, .items = {0, 500}},
             "[]"},
        note_on_limit(),
        note_on_offset(),
        note_on_language(),
        Note{"filters", "Strict conditions"},
    };
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

// A text, and the film it was taken for.
struct TextMeaning {
    std::string text{};
    MatchedBy matched_by = MatchedBy::title;
    double confidence{};
    std::optional<FilmName> film{};
};
BOOST_DESCRIBE_STRUCT(TextMeaning, (), (text, matched_by, confidence, film))
constexpr auto notes(const TextMeaning*) {
    return std::array{Note{"text", "As it was asked", {}, R"("Один дома")"},
                      Note{"matched_by", "How it led to the film"},
                      Note{"confidence", "0 to 1", {.range = {0, 1}}, "1"},
                      Note{"film", "The film it was taken for; left out where it fits several, or none"}};
}

struct ResolvedText : TextMeaning {
    std::vector<Candidate> candidates{};
};
BOOST_DESCRIBE_STRUCT(ResolvedText, (TextMeaning), (candidates))
constexpr auto notes(const ResolvedText*) {
    constexpr auto meaning = notes(static_cast<const TextMeaning*>(nullptr));
    return std::array{meaning[0], meaning[1], meaning[2], meaning[3],
                      Note{"candidates", "The other films it might mean"}};
}

struct RecommendAnswer {
    ResolvedText query{};
    std::vector<ResolvedText> liked{};
    std::vector<Candidate> choices{};
    std::vector<Recommendation> recommendations{};
    int next_offset{};
    bool exhausted{};
    std::string index_version{};
};
BOOST_DESCRIBE_STRUCT(RecommendAnswer, (),
                      (query, liked, choices, recommendations, next_offset, exhausted, index_version))
constexpr auto notes(const RecommendAnswer*) {
    return std::array{
        Note{"query", "What `film` was taken for; of several films, the one that is not clear"},
        Note{"liked", "What the texts of `liked` were taken for"},
        Note{"choices", "Where the query fits several films equally: these, and no recommendations"},
        Note{"recommendations", "Best first"},
        Note{"next_offset", "The offset of the next page", {}, "5"},
        Note{"exhausted", "Nothing comes after these", {}, "false"},
        Note{"index_version", "Answers to the same request are the same while this is", {}, R"("5f0c91d2a7b3e846")"},
    };
}

struct SearchQuery {
    std::string q{};
    int limit = 10;
    std::optional<Language> language{};
};
BOOST_DESCRIBE_STRUCT(SearchQuery, (), (q, limit, language))
constexpr auto notes(const SearchQuery*) {
    return std::array{Note{"q",
                           "A title as people type it, an id, or what a film is about",
                           {.required = true, .range = film_text},
                           R"("терминатор 2")"},
                      note_on_limit(), note_on_language()};
}

struct SearchAnswer {
    TextMeaning query{};
    std::vector<Candidate> choices{};
    std::vector<Candidate> candidates{};
};
BOOST_DESCRIBE_STRUCT(SearchAnswer, (), (query, choices, candidates))
constexpr auto notes(const SearchAnswer*) {
    return std::array{Note{"query", "What the text was taken for"},
                      Note{"choices", "The films that it fits equally, where it fits several"},
                      Note{"candidates", "All films it may mean, best first"}};
}

struct FilmQuery {
    std::string id{};
    std::optional<Language> language{};
};
BOOST_DESCRIBE_STRUCT(FilmQuery, (), (id, language))
constexpr auto notes(const FilmQuery*) {
    return std::array{Note{"id", "A film's id, the present one or any it had", film_id_limits, R"("tt0099785")"},
                      note_on_language()};
}

// A film by lot. The same parameters draw the same film as long as the data are the same.
struct RandomQuery {
    std::string seed{};
    std::vector<std::string> without_genres{};
    std::optional<int> from_year{};
    std::optional<int> to_year{};
    std::vector<std::string> exclude{};
    std::optional<Language> language{};
};
BOOST_DESCRIBE_STRUCT(RandomQuery, (), (seed, without_genres, from_year, to_year, exclude, language))
constexpr auto notes(const RandomQuery*) {
    constexpr auto filters = notes(static_cast<const Filters*>(nullptr));
    constexpr Limits excluded{
        .range = film_id_limits.range, .items = {0, 500}, .pattern = film_id_limits.pattern, .fits = is_film_id};
    return std::array{
        Note{"seed", "Any text; another one draws another film", {.required = true, .range = {1, 64}}, R"("42")"},
        filters[1],
        filters[3],
        filters[4],
        Note{"exclude", "Ids of films not to draw; what names none is passed over", excluded, R"(["tt0099785"])"},
        note_on_language()};
}

struct SimilarQuery {
    std::string id{};
    int limit = 5;
    int offset = 0;
    std::optional<Language> language{};
};
BOOST_DESCRIBE_STRUCT(SimilarQuery, (), (id, limit, offset, language))
constexpr auto notes(const SimilarQuery*) {
    return std::array{Note{"id", "A film's id, the present one or any it had", film_id_limits, R"("tt0099785")"},
                      note_on_limit(), note_on_offset(), note_on_language()};
}

struct FilmAnswer : FilmCard {
    std::optional<std::string> original_title{};
    std::vector<std::string> aliases{};
    std::optional<std::string> original_language{};
    std::vector<std::string> keywords{};
    std::vector<std::string> directors{};
    std::vector<std::string> writers{};
    std::vector<std::string> cast{};
    std::optional<std::string> franchise{};
};
BOOST_DESCRIBE_STRUCT(FilmAnswer, (FilmCard),
                      (original_title, aliases, original_language, keywords, directors, writers, cast, franchise))
constexpr auto notes(const FilmAnswer*) {
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
                      Note{"original_title", "Where it is neither of the two titles"},
                      Note{"aliases", "Other titles"},
                      Note{"original_language", "ISO 639-1", {}, R"("en")"},
                      Note{"keywords", "In the language asked for where they have a word in it"},
                      Note{"directors", "In the language asked for"},
                      Note{"writers", "In the language asked for"},
                      Note{"cast", "In order of billing"},
                      Note{"franchise", "The series it is part of", {}, R"("Home Alone")"}};
}

struct MatchItem {
    std::optional<std::string> title{};
    std::optional<int> year{};
    std::optional<std::string> imdb_id{};
    std::optional<int> tmdb_id{};
};
BOOST_DESCRIBE_STRUCT(MatchItem, (), (title, year, imdb_id, tmdb_id))
constexpr auto notes(const MatchItem*) {
    return std::array{
        Note{"title", "In any language; read where the ids name no film", {.range = {0, 256}}, R"("Home Alone")"},
        Note{"year", "One year off is forgiven", {.range = {1800, 2200}}, "1990"},
        Note{"imdb_id", "IMDb", {.range = {0, 24}}, R"("tt0099785")"},
        Note{"tmdb_id", "TMDB", {.range = {0, 2'000'000'000}}, "771"}};
}

struct MatchRequest {
    std::vector<MatchItem> films{};
};
BOOST_DESCRIBE_STRUCT(MatchRequest, (), (films))
constexpr auto notes(const MatchRequest*) {
    return std::array{Note{"films", "Up to 1,000 films as other services name them", {.required = true}}};
}

struct Match {
    int item{};
    MatchedBy matched_by = MatchedBy::id;
    FilmName film{};
};
BOOST_DESCRIBE_STRUCT(Match, (), (item, matched_by, film))
constexpr auto notes(const Match*) {
    return std::array{Note{"item", "The film's place in the request, from 0", {}, "0"},
                      Note{"matched_by", "`id` or `title`"}, Note{"film", "The film we know"}};
}

struct MatchAnswer {
    std::vector<Match> matched{};
    std::vector<int> unmatched{};
};
BOOST_DESCRIBE_STRUCT(MatchAnswer, (), (matched, unmatched))
constexpr auto notes(const MatchAnswer*) {
    return std::array{
        Note{"matched", "What was found, in the order of the request"},
        Note{"unmatched", "The places of what names no film we know, or fits several equally", {}, "[1, 4]"}};
}

}  // namespace api
