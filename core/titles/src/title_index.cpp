#include "core/titles/title_index.hpp"

#include "core/text/fold.hpp"
#include "core/text/keyboard.hpp"
#include "core/text/utf8.hpp"
#include "readings.hpp"
#include "search.hpp"

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
    if (search.best() < maybe_a_title)
        search.read({text::fold(text::in_other_layout(typed)), query.year, layout_trust, true});
    return search.conclude(query.limit);
}

std::size_t TitleIndex::memory_bytes() const noexcept {
    return state_->names.memory_bytes() + state_->sounds.memory_bytes() + state_->series.memory_bytes() +
           state_->fame.capacity() * sizeof(float);
}

}  // namespace core::titles
