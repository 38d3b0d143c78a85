// A film as people see it: the text below its poster, and the buttons below that.
//
// Pure: the same page always looks the same.
#pragma once

#include "api/films.hpp"
#include "api/ratings.hpp"
#include "tg_client/dialogue/texts.hpp"
#include "tg_client/dialogue/wish.hpp"
#include "tg_client/telegram/calls.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tg_client {

inline constexpr std::size_t longest_caption = 1024;  // UTF-16 units that are seen

// Of the films that a wish has by their ids.
struct WishTitles {
    std::vector<std::string> liked{};
    std::vector<std::string> disliked{};
};

struct FilmPage {
    api::FilmCard film{};
    std::vector<api::Reason> reasons{};
    std::optional<api::Opinion> opinion{};
    View view{};
    std::size_t page{};  // of view.films
    WishTitles titles{};
    enum class Origin { wish, chance, choice } origin{};  // choice: the film itself was asked for
    std::vector<std::string> notes{};                     // lines below, HTML
};

// "Один дома (1990)", in the language where there is one.
std::string title_of(const api::FilmName& film, api::Language language);
// In the quotation marks of the language.
std::string quoted(std::string_view html, api::Language language);
// What a button shows: "Дюна (1984), Дэвид Линч".
std::string label_of(const api::Candidate& film, api::Language language);
// The wish in words, HTML: "«Матрица» и «Начало», без: боевик, «Титаник»".
std::string wish_in_words(const Wish& wish, const WishTitles& titles, api::Language language);

std::string caption_of(const FilmPage& page, api::Language language, std::string_view bot_name);
InlineKeyboardMarkup buttons_below(const FilmPage& page, api::Language language, std::string_view bot_name);

}  // namespace tg_client
