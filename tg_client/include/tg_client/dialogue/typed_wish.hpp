// What a person types, taken apart: films to be like and films or genres to be unlike.
//
//     "хочу что-то как Матрица, но не боевик"  → liked {"Матрица"}, unliked {"боевик"}
//     "Матрица, Начало"                        → liked {"Матрица", "Начало"}
//     "https://www.imdb.com/title/tt0133093/"  → liked {"tt0133093"}; KinoPoisk and TMDB, too
//
// Titles hold commas and words like "как", too ("Как приручить дракона"), so that `whole` is to be tried first where it
// names a film just as it is. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tg_client {

struct TypedWish {
    std::string whole{};                 // with single spaces
    std::vector<std::string> liked{};    // at least one, unless `whole` is empty; at most most_named
    std::vector<std::string> unliked{};  // at most most_named

    // Whether it says more than `whole` does.
    bool has_parts() const {
        return !unliked.empty() || liked.size() > 1 || (!liked.empty() && liked.front() != whole);
    }
};

inline constexpr std::size_t most_named = 5;
inline constexpr std::size_t longest_wish = 160;  // code points; the rest is not looked at

TypedWish read_wish(std::string_view text);

}  // namespace tg_client
