#include "order.hpp"

#include <algorithm>

namespace core::ranking {

using catalogue::FilmIndex;

namespace {

// So many times more films than the batch has room for are settled to find out how good one of the batch must be.
constexpr std::size_t settled_for_each = 4;

}  // namespace

Order::Order(const Blend& blend, const Series& series, Scores& scores, std::size_t expected)
    : blend_{blend}, series_{series}, scores_{scores}, batch_{expected + 32} {}

// Whether the film is not in the pool yet. All of the pool are settled, and stand before all others.
bool Order::is_behind_pool(FilmIndex film) const {
    if (scores_.is_forbidden(film)) return false;
    return pool_.empty() || !scores_.is_settled(film) || before(pool_.back(), {scores_.bound(film), film});
}

// The films behind the pool that have the highest bounds, by a heap whose top is the worst of those kept.
std::vector<Order::Candidate> Order::most_promising(std::size_t count) const {
    std::vector<Candidate> heap;
    heap.reserve(count);
    float least = Scores::never;
    scores_.visit_from(least, [&](FilmIndex film, float bound) {
        if (!is_behind_pool(film)) return least;
        if (heap.size() == count) {
            if (!before({bound, film}, heap.front())) return least;
            std::ranges::pop_heap(heap, before);
            heap.pop_back();
        }
        heap.push_back({bound, film});
        std::ranges::push_heap(heap, before);
        if (heap.size() == count) least = heap.front().score;
        return least;
    });
    return heap;
}

// A score that at least `batch_` films behind the pool have; `never` where there are no more than that.
float Order::least_of_batch() {
    auto films = most_promising(settled_for_each * batch_);
    if (films.size() <= batch_) return Scores::never;
    for (auto& one : films) one.score = scores_.settle(one.film);
    const auto last = films.begin() + static_cast<std::ptrdiff_t>(batch_ - 1);
    std::ranges::nth_element(films, last, before);
    return last->score;
}

// Adds to the pool the best films behind its last one. A film whose bound is too low for that is not settled.
bool Order::refill() {
    if (drained_) return false;
    const auto old = pool_.size();
    const float least = least_of_batch();
    std::vector<Candidate> found;
    scores_.visit_from(least, [&](FilmIndex film, float) {
        if (!is_behind_pool(film)) return least;
        if (const float score = scores_.settle(film); score >= least) found.push_back({score, film});
        return least;
    });
    drained_ = found.size() < batch_;
    if (found.size() > batch_) {
        std::ranges::nth_element(found, found.begin() + static_cast<std::ptrdiff_t>(batch_), before);
        found.resize(batch_);
    }
    std::ranges::sort(found, before);
    pool_.insert(pool_.end(), found.begin(), found.end());
    batch_ *= 4;
    return pool_.size() > old;
}

std::optional<Order::Pick> Order::next() {
    const auto found = best();
    if (!found) return std::nullopt;
    const FilmIndex film = first_part(*found);
    const Pick pick{film, scores_.settle(film)};
    scores_.forbid(film);
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
        if (scores_.is_forbidden(candidate.film)) {
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
FilmIndex Order::first_part(FilmIndex film) {
    constexpr std::size_t long_series = 10;
    constexpr float as_well = 0.85F;
    if (series_.of(film) == Series::none) return film;
    const auto parts = series_.parts(series_.of(film));
    const float least = parts.size() > long_series ? as_well * scores_.settle(film) : Scores::never;
    for (const FilmIndex part : parts) {
        if (part == film) break;
        if (!scores_.is_forbidden(part) && scores_.settle(part) >= least && series_.leads_to(part, film)) return part;
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
