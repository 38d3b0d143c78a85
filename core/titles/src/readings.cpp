#include "readings.hpp"

#include "core/text/fold.hpp"
#include "core/text/numerals.hpp"
#include "edit_distance.hpp"
#include "title_forms.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace core::titles {
namespace {

constexpr int first_year = 1890;
constexpr int last_year = 2039;
constexpr int last_sequel = 20;
constexpr auto small_words_by_ear = std::to_array<std::string_view>({"зе", "зэ", "энд"});

int value_of(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

// The year a word stands for; 0 when none.
int year_in(std::string_view word, bool last) {
    if (!is_number(word)) return 0;
    const int value = value_of(word);
    if (word.size() == 4 && value >= first_year && value <= last_year) return value;
    return last && word.size() == 2 && value >= 30 ? 1900 + value : 0;
}

}  // namespace

std::optional<TitleAndYear> split_year(std::string_view folded) {
    const auto all = text::words(folded);
    if (all.size() < 2) return std::nullopt;
    for (std::size_t place = all.size(); place-- > 0;) {
        const int year = year_in(all[place], place + 1 == all.size());
        if (year == 0) continue;
        std::string title;
        for (std::size_t other = 0; other < all.size(); ++other) {
            const bool says_year =
                other == place + 1 && (all[other] == "года" || all[other] == "год" || all[other] == "г");
            if (other == place || says_year) continue;
            if (!title.empty()) title += ' ';
            title += all[other];
        }
        if (title.empty()) return std::nullopt;
        return TitleAndYear{std::move(title), year};
    }
    return std::nullopt;
}

std::optional<TitleAndNumber> split_number(std::string_view canonical_text) {
    const auto last = canonical_text.rfind(' ');
    if (last == std::string_view::npos || canonical_text.size() - last > 3) return std::nullopt;
    const auto word = canonical_text.substr(last + 1);
    const int number = is_number(word) ? value_of(word) : 0;
    if (number < 1 || number > last_sequel) return std::nullopt;
    return TitleAndNumber{std::string{canonical_text.substr(0, last)}, number};
}

std::string without_misspelt_articles(std::string_view folded) {
    static const EditPattern article{"the"};
    const auto all = text::words(folded);
    std::string text;
    for (std::size_t place = 0; place < all.size(); ++place) {
        const bool like_the = all[place].size() > 1 && all[place].size() < 5 && article.distance(all[place]) == 1;
        if ((place == 0 && like_the) || std::ranges::find(small_words_by_ear, all[place]) != small_words_by_ear.end())
            continue;
        if (!text.empty()) text += ' ';
        text += all[place];
    }
    return text.size() == folded.size() ? std::string{} : text;
}

std::string with_single_digits(std::string_view canonical_text) {
    std::string text;
    for (const auto word : text::words(canonical_text)) {
        const bool doubled = is_number(word) && word.size() == 2 && word[0] == word[1];
        if (!text.empty()) text += ' ';
        text += doubled ? word.substr(1) : word;
    }
    return text.size() == canonical_text.size() ? std::string{} : text;
}

std::string with_last_numeral(std::string_view folded) {
    if (folded.size() < 3 || folded[folded.size() - 2] != ' ') return {};
    const int value = text::roman_value(folded.substr(folded.size() - 1));
    return value == 0 ? std::string{} : std::string{folded.substr(0, folded.size() - 1)} + std::to_string(value);
}

std::string in_english_habit(std::string_view folded) {
    constexpr std::string_view vowels_and_end = "aeiouy ";
    std::string text;
    for (std::size_t at = 0; at < folded.size(); ++at) {
        const char next = at + 1 < folded.size() ? folded[at + 1] : ' ';
        const bool sounding = vowels_and_end.find(next) != std::string_view::npos;
        if (folded[at] == 'j' && sounding && next != 'i') {
            text += 'y';
        } else if (folded[at] == 'c' && sounding) {
            text += "ts";
        } else {
            text += folded[at];
        }
    }
    return text == folded ? std::string{} : text;
}

}  // namespace core::titles
