#include "order.hpp"

#include <algorithm>

namespace core::ranking {

using catalogue::FilmIndex;

Order::Order(const Blend& blend, const Series& series, std::span<float> scores, std::size_t expected)
    : blend_{blend}, series_{series}, scores_{scores}, batch_{expected + 32} {}

// Adds to the pool the best films behind its last one, by a heap whose top is the worst of those kept.
bool Order::refill() {
    if (drained_) return false;
    const auto old = pool_.size();
    const Candidate last = pool_.empty() ? Candidate{std::numeric_limits<float>::infinity(), {0}} : pool_.back();
    const auto heap = [&] { return pool_.begin() + static_cast<std::ptrdiff_t>(old); };
    pool_.reserve(old + batch_);
    for (std::uint32_t film = 0; film < scores_.size(); ++film) {
        const Candidate candidate{scores_[film], {film}};
        if (candidate.score == never || !before(last, candidate)) continue;
        if (pool_.size() - old < batch_) {
            pool_.push_back(candidate);
            if (pool_.size() - old == batch_) std::make_heap(heap(), pool_.end(), before);
        } else if (before(candidate, *heap())) {
            std::pop_heap(heap(), pool_.end(), before);
            pool_.back() = candidate;
            std::push_heap(heap(), pool_.end(), before);
        }
    }
    std::sort(heap(), pool_.end(), before);
    drained_ = pool_.size() - old < batch_;
    batch_ *= 4;
    return pool_.size() > old;
}

std::optional<Order::Pick> Order::next() {
    const auto found = best();
    if (!found) return std::nullopt;
    const FilmIndex film = first_part(*found);
    const Pick pick{film, scores_[film.value]};
    scores_[film.value] = never;
    picked_.push_back(film);
    return pick;
}

// The pool is in order of score and nothing is ever added to a score, so the search ends where even an unlike film
// could not win.
std::optional<FilmIndex> Order::best() {
    std::optional<Candidate> best;
    for (std::size_t at = head_;; ++at) {
        if (at == pool_.size() && !refill()) break;
        const Candidate& candidate = pool_[at];
        if (scores_[candidate.film.value] == never) {
            if (at == head_) ++head_;
            continue;
        }
        if (best && candidate.score <= best->score) break;
        if (shown_enough(candidate.film)) continue;
        const float score = candidate.score - sameness(candidate.film);
        if (!best || score > best->score) best = Candidate{score, candidate.film};
    }
    return best ? std::optional{best->film} : std::nullopt;
}

// An earlier part takes the place of a later one. The parts of a long series such as James Bond's are very different
// films, so there the earlier one must fit the wish about as well.
FilmIndex Order::first_part(FilmIndex film) const {
    constexpr std::size_t long_series = 10;
    constexpr float as_well = 0.85F;
    if (series_.of(film) == Series::none) return film;
    const auto parts = series_.parts(series_.of(film));
    const float least = parts.size() > long_series ? as_well * scores_[film.value] : never;
    for (const FilmIndex part : parts) {
        if (part == film) break;
        const float score = scores_[part.value];
        if (score != never && score >= least && series_.leads_to(part, film)) return part;
    }
    return film;
}

bool Order::shown_enough(FilmIndex film) const {
    if (series_.of(film) == Series::none) return false;
    const auto window = std::span{picked_}.last(std::min(picked_.size(), series_window - 1));
    const auto shown = std::ranges::count_if(window, [&](FilmIndex other) { return series_.same(film, other); });
    return static_cast<std::size_t>(shown) >= series_cap;
}

float Order::sameness(FilmIndex film) const {
    float most = 0;
    std::size_t by_director = 0;
    for (const FilmIndex other : std::span{picked_}.last(std::min(picked_.size(), variety_window))) {
        most = std::max(most, blend_.sameness(film, other));
        by_director += blend_.same_director(film, other) ? 1 : 0;
    }
    return most + blend_.repetition(by_director);
}

}  // namespace core::ranking
