// What db_service is asked and answers about history: wishes, and the films that were shown for them.
//
// Plain data, described; limits stand in the notes. A wish is a film as it was typed, the films liked and disliked
// beside it, and the filters.
#pragma once

#include "api/film_requests.hpp"
#include "api/json.hpp"
#include "api/sessions.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace api {

inline constexpr std::size_t most_films_shown = 2000;
inline constexpr Limits liked_limits{.range = film_text, .items = {0, 20}};

constexpr Note note_on_film() {
    return {"film", "An id, or a title as it was typed", {.required = true, .range = film_text}, R"("Один дома")"};
}
constexpr Note note_on_liked() { return {"liked", "More films to be like", liked_limits, R"(["Элоиза"])"}; }
constexpr Note note_on_disliked() { return {"disliked", "Films to be unlike", liked_limits, R"(["Титаник"])"}; }
constexpr Note note_on_wish_filters() { return {"filters", "The conditions of the wish"}; }
constexpr Note note_on_shown() {
    return {"recommendation",
            "The films that were shown, in their order",
            {.required = true, .range = film_text, .items = {0, 500}},
            R"(["Элоиза", "Трудный ребёнок"])"};
}
constexpr Note note_on_cursor() { return {"cursor", "next_cursor of the page before", {.range = {1, 64}}}; }
constexpr Note note_on_next_cursor() { return {"next_cursor", "For the next page; left out where this is the last"}; }

struct HistoryRequest {
    std::string session_id{};
    std::string film{};
    std::vector<std::string> liked{};
    std::vector<std::string> disliked{};
    std::optional<Filters> filters{};
    std::vector<std::string> recommendation{};
    std::optional<std::string> index_version{};
};
BOOST_DESCRIBE_STRUCT(HistoryRequest, (), (session_id, film, liked, disliked, filters, recommendation, index_version))
constexpr auto notes(const HistoryRequest*) {
    return std::array{
        note_on_session("session_id", true),
        note_on_film(),
        note_on_liked(),
        note_on_disliked(),
        note_on_wish_filters(),
        note_on_shown(),
        Note{"index_version", "Of the answer that was shown", {.range = {1, 64}}, R"("5f0c91d2a7b3e846")"}};
}

// The lists are as they were stored: JSON that is passed on without being read again.
struct HistoryEntry {
    std::int64_t id{};
    std::string session_id{};
    std::string film{};
    Written<std::vector<std::string>> liked{};
    Written<std::vector<std::string>> disliked{};
    std::optional<Written<Filters>> filters{};
    Written<std::vector<std::string>> recommendation{};
    std::optional<std::string> index_version{};
    std::string created_at{};
};
BOOST_DESCRIBE_STRUCT(HistoryEntry, (),
                      (id, session_id, film, liked, disliked, filters, recommendation, index_version, created_at))
constexpr auto notes(const HistoryEntry*) {
    return std::array{Note{"id", "Greater than those of all entries before", {}, "4711"},
                      note_on_session("session_id", true),
                      note_on_film(),
                      note_on_liked(),
                      note_on_disliked(),
                      note_on_wish_filters(),
                      note_on_shown(),
                      Note{"index_version", "Of the answer that was shown", {}, R"("5f0c91d2a7b3e846")"},
                      note_on_moment("created_at", "When it was stored")};
}

struct HistoryQuery {
    std::string session_id{};
    int limit = 50;
    std::optional<std::string> cursor{};
};
BOOST_DESCRIBE_STRUCT(HistoryQuery, (), (session_id, limit, cursor))
constexpr auto notes(const HistoryQuery*) {
    return std::array{note_on_session("session_id", true),
                      Note{"limit", "How many entries at most", {.range = {1, 200}}, "50"}, note_on_cursor()};
}

struct HistoryPage {
    std::vector<HistoryEntry> history{};
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(HistoryPage, (), (history, next_cursor))
constexpr auto notes(const HistoryPage*) { return std::array{Note{"history", "Newest first"}, note_on_next_cursor()}; }

struct ShownRequest {
    std::string session_id{};
    std::string film{};
    std::vector<std::string> liked{};
    std::vector<std::string> disliked{};
    std::optional<Filters> filters{};
};
BOOST_DESCRIBE_STRUCT(ShownRequest, (), (session_id, film, liked, disliked, filters))
constexpr auto notes(const ShownRequest*) {
    return std::array{note_on_session("session_id", true), note_on_film(), note_on_liked(), note_on_disliked(),
                      note_on_wish_filters()};
}

struct ShownAnswer {
    std::vector<std::string> shown{};
};
BOOST_DESCRIBE_STRUCT(ShownAnswer, (), (shown))
constexpr auto notes(const ShownAnswer*) {
    return std::array{Note{"shown",
                           "What was shown for this wish, in the order it was shown, each film once",
                           {.items = {0, most_films_shown}},
                           R"(["Элоиза"])"}};
}

}  // namespace api
