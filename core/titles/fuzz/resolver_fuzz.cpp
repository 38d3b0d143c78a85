// Any bytes as a query: no crash, and what title_index.hpp promises of a resolution holds.
#include "../tests/small_catalogue.hpp"
#include "core/titles/title_index.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace core::titles;

void demand(bool promise) {
    if (!promise) std::abort();
}

void check(const Resolution& resolution, std::size_t films, std::size_t limit) {
    demand(resolution.candidates.size() <= limit);
    demand(std::ranges::is_sorted(resolution.candidates, std::greater{}, &Candidate::confidence));
    for (const auto& candidate : resolution.candidates) {
        demand(candidate.confidence >= 0 && candidate.confidence <= 1);
        demand(candidate.film.value < films);
    }
    demand(resolution.choices <= resolution.candidates.size());
    demand((resolution.outcome == Outcome::no_film) == (resolution.choices == 0));
    if (resolution.choices > 1) demand(resolution.outcome == Outcome::several_films);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const FilmViews films{small_catalogue()};
    static const TitleIndex index{films.views()};
    if (size == 0) return 0;
    TitleQuery query{.text = {reinterpret_cast<const char*>(data + 1), size - 1}, .limit = 1U + data[0] % 8U};
    if (data[0] >= 128) query.year = 1900 + data[0];
    const auto resolution = index.resolve(query);
    check(resolution, films.views().size(), query.limit);
    demand(index.resolve(query).candidates == resolution.candidates);
    return 0;
}
