// What ml_service is asked and answers: wishes, searches, single films, lists to match.
//
// Plain data, described; limits stand in the notes.
#pragma once

#include "api/films.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace api {

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
