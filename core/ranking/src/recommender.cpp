#include "core/ranking/recommender.hpp"

#include "blend.hpp"
#include "explain.hpp"
#include "film_facts.hpp"
#include "order.hpp"
#include "pass_filter.hpp"
#include "scores.hpp"
#include "series.hpp"
#include "twins.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace core::ranking {
namespace {

using catalogue::FilmIndex;

// Each thread keeps its own, so that a warm request allocates nothing of the catalogue's size and waits for nobody.
struct Scratch {
    BlendScratch blend;
    Scores scores;
    std::vector<float> one;
};

Scratch& scratch_of_thread() {
    thread_local Scratch scratch;
    return scratch;
}

}  // namespace

struct Recommender::State {
    State(const catalogue::Catalogue& all, const catalogue::FilmVectors& vectors, const Weights& how)
        : State{all, FoldedTitles{all}, vectors, how} {}
    State(const catalogue::Catalogue& all, const FoldedTitles& titles, const catalogue::FilmVectors& vectors,
          const Weights& how)
        : films{all},
          weights{how},
          facts{all},
          series{all, titles},
          twins{all, titles},
          blend{facts, series, vectors, how} {}

    std::vector<FilmIndex> known(std::vector<FilmIndex> wished) const;
    void like(std::span<const FilmIndex> liked, Scratch& scratch) const;
    void dislike(std::span<const FilmIndex> disliked, Scratch& scratch) const;
    void forbid(const Wish& wish, Scores& scores) const;
    Recommendation explain(std::span<const FilmIndex> liked, FilmIndex film, float score) const;

    const catalogue::Catalogue& films;
    Weights weights;
    FilmFacts facts;
    Series series;
    Twins twins;
    Blend blend;
};

// Those films that are in the catalogue, each once.
std::vector<FilmIndex> Recommender::State::known(std::vector<FilmIndex> wished) const {
    std::erase_if(wished, [this](FilmIndex film) { return film.value >= films.size(); });
    std::ranges::sort(wished);
    const auto repeated = std::ranges::unique(wished);
    wished.erase(repeated.begin(), repeated.end());
    return wished;
}

// Several liked films count by the root of the mean square: a film much like one of them stands above one that is a
// little like all, and being like two is better still.
void Recommender::State::like(std::span<const FilmIndex> liked, Scratch& scratch) const {
    if (liked.size() == 1) return scratch.scores.begin(blend, liked.front(), scratch.blend);
    scratch.scores.begin(films.size());
    const auto scores = scratch.scores.known();
    if (liked.empty()) {
        for (std::uint32_t film = 0; film < scores.size(); ++film)
            scores[film] = blend.merit({film}) - blend.obscurity({film});
        return;
    }
    const auto squared = [](float score) { return std::max(0.0F, score) * std::max(0.0F, score); };
    for (const FilmIndex film : liked) {
        blend.score_all(film, Scope::everything, scratch.blend, scratch.one);
        for (std::size_t i = 0; i < scores.size(); ++i) scores[i] += squared(scratch.one[i]);
    }
    const auto count = static_cast<float>(liked.size());
    for (float& score : scores) score = std::sqrt(score / count);
}

void Recommender::State::dislike(std::span<const FilmIndex> disliked, Scratch& scratch) const {
    if (disliked.empty()) return;
    std::vector<float> worst(films.size(), 0.0F);
    for (const FilmIndex film : disliked) {
        blend.score_all(film, Scope::content, scratch.blend, scratch.one);
        std::ranges::transform(worst, scratch.one, worst.begin(), [](float a, float b) { return std::max(a, b); });
    }
    const auto scores = scratch.scores.known();
    for (std::size_t i = 0; i < worst.size(); ++i) scores[i] -= weights.dislike * worst[i];
}

void Recommender::State::forbid(const Wish& wish, Scores& scores) const {
    for (const FilmIndex film : twins.hidden()) scores.forbid(film);
    if (!wish.filters.empty()) {
        const PassFilter passes{wish.filters};
        for (std::uint32_t film = 0; film < scores.size(); ++film)
            if (!passes(films.films()[film])) scores.forbid({film});
    }
    for (const auto* list : {&wish.liked, &wish.disliked, &wish.excluded})
        for (const FilmIndex film : *list)
            if (film.value < scores.size()) scores.forbid(twins.face(film));
}

Recommendation Recommender::State::explain(std::span<const FilmIndex> liked, FilmIndex film, float score) const {
    Recommendation answer{film, score, {}, {}};
    auto& shares = answer.shares;
    for (const FilmIndex one : liked) {
        const auto parts = blend.contributions(one, film);
        const float whole = std::accumulate(parts.begin(), parts.end(), 0.0F) - blend.obscurity(film);
        // The root mean square gives each liked film a say as large as the film's score by it.
        const float say = liked.size() == 1 ? 1.0F : std::max(0.0F, whole);
        for (std::size_t i = 0; i < signal_count; ++i) shares[i] += say * parts[i];
    }
    if (liked.empty()) {
        shares[position(Signal::popularity)] = blend.merit_of(Signal::popularity, film);
        shares[position(Signal::quality)] = blend.merit_of(Signal::quality, film);
    }
    const float all = std::accumulate(shares.begin(), shares.end(), 0.0F);
    if (all > 0)
        for (float& share : shares) share /= all;
    answer.reasons = find_reasons({films, facts, blend}, liked, film, shares);
    return answer;
}

Recommender::Recommender(const catalogue::Catalogue& films, const catalogue::FilmVectors& vectors,
                         const Weights& weights)
    : state_{std::make_unique<const State>(films, vectors, weights)} {}

Recommender::~Recommender() = default;

Page Recommender::recommend(const Wish& wish) const {
    Page page{{}, wish.offset, false};
    if (wish.limit == 0) return page;
    Scratch& scratch = scratch_of_thread();
    scratch.one.resize(state_->films.size());
    const auto liked = state_->known(wish.liked);
    state_->like(liked, scratch);
    state_->dislike(state_->known(wish.disliked), scratch);
    state_->forbid(wish, scratch.scores);

    const std::size_t wanted = std::min(wish.offset, state_->films.size()) + std::min(wish.limit, state_->films.size());
    Order order{state_->blend, state_->series, scratch.scores, wanted};
    for (std::size_t place = 0;; ++place) {
        const auto film = order.next();
        page.exhausted = !film;
        if (!film || page.films.size() == wish.limit) break;
        if (place >= wish.offset) page.films.push_back(state_->explain(liked, film->film, film->score));
    }
    page.next_offset = wish.offset + page.films.size();
    return page;
}

SignalValues Recommender::contributions(FilmIndex liked, FilmIndex other) const {
    return state_->blend.contributions(liked, other);
}

float Recommender::score(FilmIndex liked, FilmIndex other) const {
    const auto parts = state_->blend.contributions(liked, other);
    return std::accumulate(parts.begin(), parts.end(), 0.0F) - state_->blend.obscurity(other);
}

}  // namespace core::ranking
