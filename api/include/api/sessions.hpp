// What db_service is asked and answers about sessions: who a person or a chat is to it, what they set, what they take
// with them.
//
// Plain data, described; limits stand in the notes. Moments are RFC 3339 in UTC with milliseconds.
#pragma once

#include "api/films.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace api {

// [A-Za-z0-9_:-]{1,64}
constexpr bool is_session_id(std::string_view text) {
    if (text.empty() || text.size() > 64) return false;
    for (const char letter : text) {
        const bool is_plain = ('a' <= letter && letter <= 'z') || ('A' <= letter && letter <= 'Z') ||
                              ('0' <= letter && letter <= '9') || letter == '_' || letter == ':' || letter == '-';
        if (!is_plain) return false;
    }
    return true;
}

constexpr Note note_on_session(std::string_view member, bool is_required) {
    return {member,
            "Whose: a chat of Telegram, or anything that was made up at random",
            {.required = is_required, .range = {1, 64}, .pattern = "^[A-Za-z0-9_:-]{1,64}$", .fits = is_session_id},
            R"("tg:-100123")"};
}
constexpr Note note_on_moment(std::string_view member, std::string_view text) {
    return {member, text, {}, R"("2026-01-31T18:05:09.120Z")"};
}

struct SessionRequest {
    std::optional<std::string> session_id{};
    int days = 30;
};
BOOST_DESCRIBE_STRUCT(SessionRequest, (), (session_id, days))
constexpr auto notes(const SessionRequest*) {
    return std::array{note_on_session("session_id", false),
                      Note{"days", "How long the token is good for", {.range = {1, 365}}, "30"}};
}

struct SessionToken {
    std::string session_id{};
    std::string token{};
    std::string expires_at{};
};
BOOST_DESCRIBE_STRUCT(SessionToken, (), (session_id, token, expires_at))
constexpr auto notes(const SessionToken*) {
    return std::array{note_on_session("session_id", false),
                      Note{"token", "For the header Authorization: Bearer; opens this session alone"},
                      note_on_moment("expires_at", "When the token stops being good")};
}

// What a Mini App of Telegram shows to be let in.
struct MiniAppRequest {
    std::string init_data{};
};
BOOST_DESCRIBE_STRUCT(MiniAppRequest, (), (init_data))
constexpr auto notes(const MiniAppRequest*) {
    return std::array{Note{"init_data",
                           "Telegram.WebApp.initData, as it is",
                           {.required = true, .range = {1, 8192}},
                           R"("auth_date=1650385342&user=%7B%22id%22%3A42%7D&hash=46d2…")"}};
}

// A session that stands in the query string.
struct SessionQuery {
    std::string session_id{};
};
BOOST_DESCRIBE_STRUCT(SessionQuery, (), (session_id))
constexpr auto notes(const SessionQuery*) { return std::array{note_on_session("session_id", true)}; }

// A session that stands in the path.
struct SessionPath {
    std::string id{};
};
BOOST_DESCRIBE_STRUCT(SessionPath, (), (id))
constexpr auto notes(const SessionPath*) { return std::array{note_on_session("id", true)}; }

struct SessionSettings {
    std::optional<Language> language{};
    std::vector<std::string> without_genres{};
    std::optional<int> from_year{};
    std::optional<int> to_year{};
    bool hide_seen = true;
    bool adult = false;
};
BOOST_DESCRIBE_STRUCT(SessionSettings, (), (language, without_genres, from_year, to_year, hide_seen, adult))
constexpr auto notes(const SessionSettings*) {
    constexpr Limits year{.range = {1800, 2200}};
    return std::array{
        Note{"language", "Of texts; left out for that of the person's program", {}, R"("ru")"},
        Note{"without_genres", "Films of these are never wanted", {.range = {1, 64}, .items = {0, 40}}, R"(["ужасы"])"},
        Note{"from_year", "The first year", year, "1980"},
        Note{"to_year", "The last year", year, "2005"},
        Note{"hide_seen", "Films that were seen are not recommended", {}, "true"},
        Note{"adult", "Films for adults only are wanted, too", {}, "false"}};
}

struct Forgotten {
    std::int64_t history{};
    std::int64_t ratings{};
};
BOOST_DESCRIBE_STRUCT(Forgotten, (), (history, ratings))
constexpr auto notes(const Forgotten*) {
    return std::array{Note{"history", "How many entries were forgotten", {.range = {0}}, "12"},
                      Note{"ratings", "How many ratings were forgotten", {.range = {0}}, "34"}};
}

}  // namespace api
