#include "series.hpp"

#include "core/text/fold.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace core::ranking {
namespace {

using catalogue::Catalogue;
using catalogue::FilmIndex;
using catalogue::FilmView;
using catalogue::Term;

bool share(std::span<const Term> left, std::span<const Term> right) {
    return std::ranges::find_first_of(left, right) != left.end();
}

// 2 for "2", "ii"; 0 for what is no number of a part.
int part_number(std::string_view word) {
    static constexpr std::array<std::string_view, 9> roman{"", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    const auto found = std::ranges::find(roman.begin() + 1, roman.end(), word);
    if (found != roman.end()) return static_cast<int>(found - roman.begin()) + 1;
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    return error == std::errc{} && end == word.data() + word.size() && number <= 20 ? number : 0;
}

bool is_part_word(std::string_view word) {
    static constexpr std::array<std::string_view, 9> words{"part",  "vol",   "volume", "chapter", "episode",
                                                           "часть", "глава", "эпизод", "фильм"};
    return std::ranges::find(words, word) != words.end();
}

bool may_end_in_number(std::string_view title) {
    return !title.empty() && std::string_view{"0123456789IVXivx"}.find(title.back()) != std::string_view::npos;
}

// A title that goes on with a number: "Ёлки 2" is елки and 2, "Rocky II: The Return" is rocky and 2. The number is 0
// where there is none.
struct Numbered {
    std::string stem{};
    int number{};
};

Numbered numbered(const FoldedTitles::Title& title) {
    const auto head = title.raw.substr(0, std::min(title.raw.find(": "), title.raw.find(". ")));
    if (!may_end_in_number(head)) return {};
    const std::string folded = head.size() == title.raw.size() ? std::string{title.folded} : text::fold(head);
    auto words = text::words(folded);
    if (words.size() < 2 || part_number(words.back()) == 0) return {};
    Numbered found{{}, part_number(words.back())};
    words.pop_back();
    if (words.size() > 1 && is_part_word(words.back())) words.pop_back();
    for (const auto word : words) found.stem.append(found.stem.empty() ? "" : " ").append(word);
    const bool only_digits = found.stem.find_first_not_of("0123456789 ") == std::string::npos;
    return only_digits ? Numbered{} : found;
}

// The years between two films of which one is the next part of the other.
constexpr int longest_pause = 40;

bool may_continue(const FilmView& first, const FilmView& later) {
    const bool languages_fit = first.language.empty() || later.language.empty() || first.language == later.language;
    return languages_fit && first.year <= later.year && later.year - first.year <= longest_pause;
}

bool same_people(const FilmView& left, const FilmView& right) {
    return share(left.directors, right.directors) || share(left.cast, right.cast);
}

}  // namespace

Series::Series(const Catalogue& films, const FoldedTitles& titles)
    : films_{films}, series_(films.size(), none), numbered_(films.size(), false) {
    take_franchises();
    FilmsByTitle by_title;
    std::vector<Continuation> continuations;
    for (std::uint32_t film = 0; film < films.size(); ++film)
        for (const auto& title : titles.of({film}))
            if (auto found = numbered(title); found.number > 0) {
                numbered_[film] = true;
                by_title.try_emplace(found.stem);
                const FilmView& view = films.film({film});
                const bool translated = title.raw == view.title_ru && view.language != "ru";
                continuations.push_back({std::move(found.stem), found.number, film, translated});
            }
    for (std::uint32_t film = 0; film < films.size(); ++film)
        for (const auto& title : titles.of({film}))
            if (const auto found = by_title.find(title.folded); found != by_title.end()) found->second.push_back(film);
    // Part two comes before part three, so that "Super 8" is no eighth part of "Super".
    std::ranges::stable_sort(continuations, {}, &Continuation::number);
    std::map<std::string, int, std::less<>> last_number;
    for (const auto& one : continuations) {
        int& last = last_number.try_emplace(one.stem, 1).first->second;
        if (one.number > last + 1) continue;
        last = one.number;
        continue_from(by_title.at(one.stem), one);
    }
    list_parts();
}

void Series::take_franchises() {
    std::map<std::string, std::uint32_t, std::less<>> by_name;
    for (std::uint32_t film = 0; film < series_.size(); ++film) {
        const auto franchise = films_.film({film}).franchise;
        if (franchise.empty()) continue;
        const auto [at, added] = by_name.try_emplace(text::fold(franchise), parts_.size());
        if (added) parts_.emplace_back();
        series_[film] = at->second;
    }
}

void Series::list_parts() {
    for (std::uint32_t film = 0; film < series_.size(); ++film)
        if (series_[film] != none) parts_[series_[film]].push_back({film});
    constexpr int unknown_last = 9999;
    for (auto& parts : parts_)
        std::ranges::stable_sort(parts, {}, [&](FilmIndex film) {
            const int year = films_.film(film).year;
            return year == 0 ? unknown_last : year;
        });
}

void Series::continue_from(const std::vector<std::uint32_t>& bearers, const Continuation& later) {
    // Of several films with that title the last one before the continuation is the one continued.
    const std::uint32_t* first = nullptr;
    const FilmView& film = films_.film({later.film});
    for (const std::uint32_t& candidate : bearers)
        if (may_continue(films_.film({candidate}), film) &&
            (first == nullptr || films_.film({candidate}).year > films_.film({*first}).year))
            first = &candidate;
    if (first == nullptr) return;
    // Distributors number what is no series, and a film with a series of its own rarely lacks a part there.
    const bool doubtful = later.translated || series_[later.film] != none;
    if (doubtful && !same_people(films_.film({*first}), film)) return;
    std::uint32_t& theirs = series_[*first];
    std::uint32_t& own = series_[later.film];
    if (theirs == none && own == none) {
        own = static_cast<std::uint32_t>(parts_.size());
        parts_.emplace_back();
    }
    if (theirs == none) theirs = own;
    if (own == none) own = theirs;
}

bool Series::leads_to(FilmIndex earlier, FilmIndex later) const {
    const FilmView& one = films_.film(earlier);
    const FilmView& two = films_.film(later);
    if (numbered_[later.value]) return true;
    const bool people_known =
        !(one.cast.empty() && one.directors.empty()) && !(two.cast.empty() && two.directors.empty());
    return !people_known || same_people(one, two);
}

}  // namespace core::ranking
