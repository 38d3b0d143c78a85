#include "core/titles/title_index.hpp"

#include "core/text/fold.hpp"
#include "core/text/keyboard.hpp"
#include "core/text/transliteration.hpp"
#include "core/text/utf8.hpp"
#include "search.hpp"

#include <algorithm>

namespace core::titles {
namespace {

constexpr std::size_t longest_query = 256;  // code points
constexpr float surely_a_title = 0.9F;
constexpr float maybe_a_title = 0.8F;
constexpr float wrapping_trust = 0.98F;
constexpr float layout_trust = 0.97F;

std::string_view shortened(std::string_view utf8) {
    std::size_t position = 0;
    for (std::size_t count = 0; count < longest_query && position < utf8.size(); ++count)
        text::next_code_point(utf8, position);
    return utf8.substr(0, position);
}

std::size_t letters_in(std::string_view folded) {
    return text::decode(folded).size() - static_cast<std::size_t>(std::ranges::count(folded, ' '));
}

// Whether letters turned into punctuation in the other layout. A few do ("schindler's list"), but not most.
bool lost_letters(std::string_view folded, std::string_view in_other_layout) {
    const auto before = letters_in(folded);
    const auto after = letters_in(in_other_layout);
    return after < before && (before - after) * 6 > before + 2;
}

// The text with those words brought to the other layout that are words only there, as when the layout was switched
// too late: "need for speed ;f;lf crjhjcnb". Empty when there are none, or no others.
std::string with_words_in_other_layout(std::string_view typed, const IndexState& index) {
    std::string text;
    std::size_t switched = 0;
    std::size_t kept = 0;
    const auto rarity = [&](std::string_view word) {
        return index.sounds.rarity(text::phonetic_key(text::fold(word)));
    };
    for (const auto word : text::words(typed)) {
        const auto other = text::in_other_layout(word);
        const bool belongs_there = !other.empty() && rarity(other) < rarity(word);
        ++(belongs_there ? switched : kept);
        if (!text.empty()) text += ' ';
        text += belongs_there ? other : word;
    }
    return switched > 0 && kept > 0 ? text::fold(text) : std::string{};
}

}  // namespace

TitleIndex::TitleIndex(std::span<const catalogue::FilmView> films) : state_{std::make_unique<IndexState>(films)} {}
TitleIndex::TitleIndex(TitleIndex&&) noexcept = default;
TitleIndex& TitleIndex::operator=(TitleIndex&&) noexcept = default;
TitleIndex::~TitleIndex() = default;

Resolution TitleIndex::resolve(const TitleQuery& query) const {
    const auto typed = shortened(query.text);
    const auto folded = text::fold(typed);
    Search search{*state_};
    search.read({folded, query.year});
    if (search.best() < surely_a_title)
        if (auto title = without_wrapping(folded); !title.empty())
            search.read({std::move(title), query.year, wrapping_trust});
    if (search.best() < maybe_a_title) {
        if (auto text = text::fold(text::in_other_layout(typed)); !lost_letters(folded, text))
            search.read({std::move(text), query.year, layout_trust, true});
    }
    if (search.best() < maybe_a_title)
        if (auto text = with_words_in_other_layout(typed, *state_); !text.empty())
            search.read({std::move(text), query.year, layout_trust, true});
    return search.conclude(query.limit);
}

std::size_t TitleIndex::memory_bytes() const noexcept {
    return state_->names.memory_bytes() + state_->sounds.memory_bytes() + state_->series.memory_bytes() +
           state_->fame.capacity() * sizeof(float);
}

}  // namespace core::titles
