#include "series.hpp"

#include "core/text/fold.hpp"

#include <algorithm>
#include <tuple>

namespace core::titles {
namespace {

constexpr std::size_t shortest_name = 6;  // bytes: three Cyrillic letters

// The whole words that both texts begin with.
std::string_view common_start(std::string_view one, std::string_view other) {
    const auto differ = std::ranges::mismatch(one, other);
    auto length = static_cast<std::size_t>(differ.in1 - one.begin());
    const bool at_word_end =
        (length == one.size() || one[length] == ' ') && (length == other.size() || other[length] == ' ');
    if (!at_word_end) length = length == 0 ? 0 : one.rfind(' ', length - 1);
    return length == std::string_view::npos ? std::string_view{} : one.substr(0, length);
}

void add_split(std::string_view title, std::vector<std::string>&& others, std::vector<Series::SplitTitle>& titles) {
    const auto folded = text::fold(title);
    std::string_view longest;
    for (const auto& other : others) {
        const auto start = common_start(folded, other);
        if (start.size() > longest.size() && start.size() < folded.size()) longest = start;
    }
    const auto rest = std::string_view{folded}.substr(std::min(longest.size() + 1, folded.size()));
    for (const std::string_view joint : {" the", " and", " и"})
        if (longest.ends_with(joint)) longest.remove_suffix(joint.size());
    if (longest.size() < shortest_name || longest.find(' ') == std::string_view::npos) return;
    titles.push_back({std::string{longest}, std::string{rest}});
}

}  // namespace

Series::Series(std::span<const catalogue::FilmView> films) : ranges_(films.size()) {
    for (std::uint32_t film = 0; film < films.size(); ++film)
        if (!films[film].franchise.empty()) by_series_.push_back(film);
    std::ranges::sort(by_series_, {}, [&](std::uint32_t film) {
        return std::tuple{films[film].franchise, films[film].year, film};
    });
    for (std::uint32_t start = 0; start < by_series_.size();) {
        const auto name = films[by_series_[start]].franchise;
        auto end = start;
        while (end < by_series_.size() && films[by_series_[end]].franchise == name) ++end;
        for (auto place = start; place < end; ++place) ranges_[by_series_[place]] = {start, end};
        start = end;
    }
}

std::span<const std::uint32_t> Series::films_with(std::uint32_t film) const {
    const auto [start, end] = ranges_[film];
    return std::span{by_series_}.subspan(start, end - start);
}

bool Series::same(std::uint32_t film, std::uint32_t other) const {
    return ranges_[film] == ranges_[other] && ranges_[film].second > 0;
}

std::vector<Series::SplitTitle> Series::split_titles(std::span<const catalogue::FilmView> films,
                                                     std::span<const std::uint32_t> series, std::uint32_t film) {
    std::vector<SplitTitle> titles;
    for (const auto title : {&catalogue::FilmView::title, &catalogue::FilmView::title_ru}) {
        if ((films[film].*title).empty()) continue;
        std::vector<std::string> others;
        for (const auto other : series)
            if (other != film && others.size() < 4) others.push_back(text::fold(films[other].*title));
        add_split(films[film].*title, std::move(others), titles);
    }
    return titles;
}

std::size_t Series::memory_bytes() const noexcept {
    return by_series_.capacity() * sizeof(std::uint32_t) + ranges_.capacity() * sizeof(ranges_[0]);
}

}  // namespace core::titles
