// What db_service is asked and answers about ratings: what a person thinks of a film, and all that is kept of a person.
//
// Plain data, described; limits stand in the notes.
#pragma once

#include "api/films.hpp"
#include "api/history.hpp"
#include "api/sessions.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace api {

enum class Opinion { liked, disliked, seen, to_watch };
BOOST_DESCRIBE_ENUM(Opinion, liked, disliked, seen, to_watch)

// What a session may hold; the oldest go when there is more.
inline constexpr std::size_t most_entries = 20'000;
inline constexpr std::size_t most_ratings = 50'000;

constexpr Note note_on_opinion(bool is_required) {
    return {"rating", "What is thought of the film", {.required = is_required}, R"("liked")"};
}

struct FilmOpinion {
    std::string film{};
    Opinion rating{};
};
BOOST_DESCRIBE_STRUCT(FilmOpinion, (), (film, rating))
constexpr auto notes(const FilmOpinion*) { return std::array{note_on_film(), note_on_opinion(true)}; }

// One film, or a list of them.
struct RatingsRequest {
    std::string session_id{};
    std::optional<std::vector<FilmOpinion>> ratings{};
    std::optional<std::string> film{};
    std::optional<Opinion> rating{};
};
BOOST_DESCRIBE_STRUCT(RatingsRequest, (), (session_id, ratings, film, rating))
constexpr auto notes(const RatingsRequest*) {
    return std::array{
        note_on_session("session_id", true),
        Note{"ratings", "Many films; of one that is there twice the last rating counts", {.items = {1, 1000}}},
        Note{"film", "One film, in place of ratings", {.range = film_text}, R"("Один дома")"}, note_on_opinion(false)};
}

struct RatingsStored {
    std::int64_t stored{};
};
BOOST_DESCRIBE_STRUCT(RatingsStored, (), (stored))
constexpr auto notes(const RatingsStored*) {
    return std::array{Note{"stored", "How many films were rated", {.range = {1, 1000}}, "1"}};
}

struct RatingsQuery {
    std::string session_id{};
    std::optional<Opinion> rating{};
    int limit = 200;
    std::optional<std::string> cursor{};
};
BOOST_DESCRIBE_STRUCT(RatingsQuery, (), (session_id, rating, limit, cursor))
constexpr auto notes(const RatingsQuery*) {
    return std::array{note_on_session("session_id", true),
                      Note{"rating", "Only films of which this is thought", {}, R"("seen")"},
                      Note{"limit", "How many films at most", {.range = {1, 1000}}, "200"}, note_on_cursor()};
}

struct RatedFilm {
    std::string film{};
    Opinion rating{};
    std::string rated_at{};
};
BOOST_DESCRIBE_STRUCT(RatedFilm, (), (film, rating, rated_at))
constexpr auto notes(const RatedFilm*) {
    return std::array{note_on_film(), note_on_opinion(true),
                      note_on_moment("rated_at", "When it was said, the last time")};
}

struct RatingsPage {
    std::vector<RatedFilm> ratings{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(RatingsPage, (), (ratings, next_cursor))
constexpr auto notes(const RatingsPage*) { return std::array{Note{"ratings", "Newest first"}, note_on_next_cursor()}; }

struct RatingQuery {
    std::string session_id{};
    std::string film{};
};
BOOST_DESCRIBE_STRUCT(RatingQuery, (), (session_id, film))
constexpr auto notes(const RatingQuery*) { return std::array{note_on_session("session_id", true), note_on_film()}; }

struct RatingRemoved {
    int removed{};
};
BOOST_DESCRIBE_STRUCT(RatingRemoved, (), (removed))
constexpr auto notes(const RatingRemoved*) {
    return std::array{Note{"removed", "0 where the film was not rated", {.range = {0, 1}}, "1"}};
}

struct SessionExport {
    std::string session_id{};
    std::optional<std::string> created_at{};
    SessionSettings settings{};
    std::vector<HistoryEntry> history{};
    std::vector<RatedFilm> ratings{};
};
BOOST_DESCRIBE_STRUCT(SessionExport, (), (session_id, created_at, settings, history, ratings))
constexpr auto notes(const SessionExport*) {
    return std::array{note_on_session("session_id", true),
                      note_on_moment("created_at", "When the first thing of the session was stored"),
                      Note{"settings", "As they are in force"},
                      Note{"history", "Newest first", {.items = {0, most_entries}}},
                      Note{"ratings", "Newest first", {.items = {0, most_ratings}}}};
}

}  // namespace api
