#include "folded_titles.hpp"

#include "core/text/fold.hpp"

#include <cstddef>

namespace core::ranking {

FoldedTitles::FoldedTitles(const catalogue::Catalogue& films) : starts_{0} {
    std::vector<std::size_t> lengths;
    for (const auto& film : films.films()) {
        const std::array<std::string_view, 3> own{film.title, film.title_ru, film.original_title};
        for (std::size_t i = 0; i < own.size(); ++i) {
            const bool repeated = (i > 0 && own[i] == own[0]) || (i > 1 && own[i] == own[1]);
            if (own[i].empty() || repeated) continue;
            const auto folded = text::fold(own[i]);
            if (folded.empty()) continue;
            text_ += folded;
            lengths.push_back(folded.size());
            titles_.push_back({own[i], {}});
        }
        starts_.push_back(static_cast<std::uint32_t>(titles_.size()));
    }
    // Only now does the text stay where it is.
    std::size_t start = 0;
    for (std::size_t i = 0; i < titles_.size(); start += lengths[i++])
        titles_[i].folded = std::string_view{text_}.substr(start, lengths[i]);
}

}  // namespace core::ranking
