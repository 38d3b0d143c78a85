// A wish that is understood, the films that were found for it, and how both fit into a link.
//
// The link stands in every message with films, so that a button finds there what it needs: no process keeps
// conversations, any copy of the bot goes on with any message, and none is lost with a restart or while the database is
// away. To a person it asks for the same wish anew. What comes back is read as if it came from a stranger. Pure.
#pragma once

#include "api/film_requests.hpp"
#include "tg_client/telegram/types.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tg_client {

struct Wish {
    std::string text{};                // what films should be about, where none was named
    std::vector<std::string> liked{};  // ids
    std::vector<std::string> disliked{};
    api::Filters filters{};  // only of genres (by their names in English) and years

    bool is_empty() const { return text.empty() && liked.empty(); }
};

// A film, and its place in the order in which films come for the wish.
struct Found {
    std::string film{};
    int offset{};

    friend bool operator==(const Found&, const Found&) = default;
};

// Who would watch which of the films to choose from together.
struct Voter {
    int film{};  // its place among the films of the view
    std::int64_t person{};
    std::string name{};

    friend bool operator==(const Voter&, const Voter&) = default;
};

struct View {
    Wish wish{};
    std::vector<Found> films{};               // the pages
    int next_offset{};                        // where more come from
    bool exhausted = false;                   // none come after these
    std::vector<std::string> shown_before{};  // for this wish, the latest first
    std::vector<std::string> unclear{};       // texts typed as liked of which it is not yet known which film they mean
    bool is_for_group = false;                // the films are to be chosen from together
    std::vector<Voter> voters{};
};

inline constexpr std::size_t most_pages = 10;
inline constexpr std::size_t most_shown_before = 100;  // of which a link tells
inline constexpr std::size_t most_voters = 40;
inline constexpr std::size_t longest_payload = 64;  // of what ?start= carries

// What ?start= carries: films and filters. None where they do not fit, or where the wish is a description.
std::optional<std::string> payload_of(const Wish& wish);
// None where it says nothing; a film's id alone is a wish, too.
std::optional<Wish> read_payload(std::string_view payload);

std::string link_to(const View& view, std::string_view bot_name);
// None where the link is none of ours.
std::optional<View> read_link(std::string_view link);
// The view of a message's link; none where it has none, or where the message can no longer be had.
std::optional<View> view_in(const Message& message);

}  // namespace tg_client
