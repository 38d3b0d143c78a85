#include "readings.hpp"

#include "core/text/fold.hpp"
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

// Longest first, so that «фильмы похожие на» goes before «фильмы».
constexpr auto before_title = std::to_array<std::string_view>({
    "что нибудь похожее на",
    "что то похожее на",
    "что нибудь вроде",
    "something similar to",
    "что нибудь типа",
    "хочу посмотреть",
    "something like",
    "фильм похожий на",
    "фильмы похожие на",
    "что то вроде",
    "посоветуйте",
    "что то типа",
    "movies like",
    "наподобие",
    "похожее на",
    "похожие на",
    "похожий на",
    "similar to",
    "movie like",
    "films like",
    "мультфильм",
    "посоветуй",
    "recommend",
    "похоже на",
    "film like",
    "the movie",
    "the film",
    "в стиле",
    "мультик",
    "в духе",
    "фильмы",
    "вроде",
    "найди",
    "movie",
    "фильм",
    "хочу",
    "film",
    "кино",
    "типа",
    "like",
    "как",
});
constexpr auto behind_title = std::to_array<std::string_view>({
    "мультфильм",
    "the movie",
    "the film",
    "мультик",
    "фильм",
    "movie",
    "film",
    "кино",
});
constexpr auto tells_of = std::to_array<std::string_view>({"про", "о", "об", "about", "где", "where", "с", "with"});

bool contains(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

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

bool strip_start(std::string_view& text) {
    for (const auto phrase : before_title) {
        if (text.size() <= phrase.size() || !text.starts_with(phrase) || text[phrase.size()] != ' ') continue;
        text.remove_prefix(phrase.size() + 1);
        return true;
    }
    return false;
}

bool strip_end(std::string_view& text) {
    for (const auto phrase : behind_title) {
        if (text.size() <= phrase.size() || !text.ends_with(phrase)) continue;
        if (text[text.size() - phrase.size() - 1] != ' ') continue;
        text.remove_suffix(phrase.size() + 1);
        return true;
    }
    return false;
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

std::string without_wrapping(std::string_view folded) {
    if (is_description(folded)) return {};
    auto text = folded;
    while (strip_start(text)) {
    }
    while (strip_end(text)) {
    }
    return text.size() == folded.size() ? std::string{} : std::string{text};
}

std::string without_misspelt_article(std::string_view folded) {
    const auto end = folded.find(' ');
    if (end == std::string_view::npos || end < 2 || end > 4) return {};
    static const EditPattern article{"the"};
    const auto errors = article.distance(folded.substr(0, end));
    return errors == 1 ? std::string{folded.substr(end + 1)} : std::string{};
}

bool is_description(std::string_view folded) {
    auto text = folded;
    while (strip_start(text)) {
    }
    if (contains(before_title, text)) return true;
    const auto first = text.substr(0, text.find(' '));
    return first.size() < text.size() && contains(tells_of, first);
}

}  // namespace core::titles
