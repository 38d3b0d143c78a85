// Texts that abbreviate a title, whole or in part.
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"
#include "search.hpp"
#include "title_forms.hpp"

#include <algorithm>

namespace core::titles {
namespace {

constexpr float initials_trust = 0.95F;
constexpr std::size_t films_spelled_out = 4;
constexpr std::size_t shortest_at_end = 3;  // letters: a shorter last word is rather a word

}  // namespace

void Search::look_up_initials(const Reading& reading) {
    for (const auto& entry : index_.names.find(Spelling::initials, compact(reading.folded))) add(entry, reading, 1);
}

// "lotr return of the king", "x-men dofp": the first or the last word stands for words of a title.
void Search::read_initials_inside(const Reading& reading) {
    const std::string text = reading.folded;
    const auto first = text.find(' ');
    if (first == std::string::npos || reading.in_other_layout) return;
    Reading longer = reading;
    longer.trust *= initials_trust;
    for (const auto& words : spelled_out(text.substr(0, first))) {
        longer.folded = words + text.substr(first);
        read_as_it_is(longer);
    }
    const auto last = text.rfind(' ') + 1;
    if (text::decode(text.substr(last)).size() < shortest_at_end) return;
    for (const auto& words : spelled_out(text.substr(last))) {
        longer.folded = text.substr(0, last) + words;
        read_as_it_is(longer);
    }
}

// What the letters may stand for in the best-known films, each once.
std::vector<std::string> Search::spelled_out(std::string_view letters) const {
    const auto found = index_.names.find(Spelling::initials, letters);
    std::vector<std::uint32_t> films;
    for (const auto& entry : found) films.push_back(entry.film);
    std::ranges::sort(films, [&](std::uint32_t one, std::uint32_t other) {
        return index_.fame[one] != index_.fame[other] ? index_.fame[one] > index_.fame[other] : one < other;
    });
    films.resize(std::min(films.size(), films_spelled_out));
    std::vector<std::string> texts;
    for (const auto film : films)
        for (auto& form : short_names(film)) {
            const auto article = leading_article(form);
            if (initials(form) != letters && initials(form.substr(article.size())) != letters) continue;
            if (std::ranges::find(texts, form) == texts.end()) texts.push_back(std::move(form));
        }
    return texts;
}

// What people abbreviate of a film: its titles, their parts, and the name of its series.
std::vector<std::string> Search::short_names(std::uint32_t film) const {
    const auto& view = index_.films[film];
    std::vector<std::string> names;
    for (const auto title : {view.title, view.title_ru, view.original_title}) {
        for (auto& part : parts_of_title(title)) names.push_back(std::move(part.folded));
        names.push_back(text::fold(title));
    }
    names.push_back(text::fold(view.franchise));
    for (auto& title : Series::split_titles(index_.films, index_.series.films_with(film), film)) {
        names.push_back(std::move(title.start));
        names.push_back(std::move(title.rest));
    }
    return names;
}

}  // namespace core::titles
