// What a button under a message asks for, in the at most 64 bytes that Telegram gives it.
//
// A letter, and after a colon what it is about. What is not understood is none: buttons of older versions live long.
#pragma once

#include "api/ratings.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tg_client {

struct Nothing {};  // the number of the page
struct TurnTo {     // a page, from 0
    int page{};
};
struct Rate {
    api::Opinion opinion{};
    std::string film{};
};
struct More {};
struct Retry {};
struct Pick {  // a film that was offered
    std::string film{};
};
struct LikeThis {  // films like this one
    std::string film{};
};
struct Show {  // the film itself
    std::string film{};
};
struct Random {};
struct ToggleGenre {
    char letter{};
};
struct SetDecade {  // the first year; 0 for any
    int from_year{};
};
struct ToggleSeen {};
struct SetLanguage {
    std::optional<api::Language> language{};  // none: as in Telegram
};
struct ShowSettings {
    enum class Page { main, genres, years, language } page{};
};
struct ShowList {  // a page of the films to watch, from 0
    int page{};
};
struct ShowHistory {
    int page{};
};
struct Forget {
    bool is_sure{};
};
struct Vote {  // for a film of those to choose from together
    int number{};
};

using Tap = std::variant<Nothing, TurnTo, Rate, More, Retry, Pick, LikeThis, Show, Random, ToggleGenre, SetDecade,
                         ToggleSeen, SetLanguage, ShowSettings, ShowList, ShowHistory, Forget, Vote>;

std::string data_of(const Tap& tap);
std::optional<Tap> read_tap(std::string_view data);

}  // namespace tg_client
