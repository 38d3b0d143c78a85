#include "blend.hpp"

#include "estimate.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace core::ranking {

using catalogue::FilmIndex;

Blend::Blend(const FilmFacts& facts, const Series& series, const catalogue::FilmVectors& vectors,
             const Weights& weights)
    : facts_{facts},
      series_{series},
      vectors_{vectors},
      weights_{weights.by_signal()},
      meaning_without_theme_{weights.meaning_without_theme},
      genres_with_theme_{weights.genres_with_theme},
      other_tone_{weights.other_tone},
      facts_without_theme_{weights.facts_without_theme},
      sums_(vectors.size()),
      scales_(facts.size(), 0.0F),
      prior_(facts.size()) {
    const float all = std::accumulate(weights_.begin(), weights_.end(), 0.0F);
    assert(all > 0);
    for (float& one : weights_) one /= all;
    obscurity_weight_ = weights.obscurity / all;
    sameness_weight_ = weights.sameness / all;
    same_director_weight_ = weights.same_director / all;
    const auto encoded = static_cast<std::uint32_t>(std::min(vectors.size(), facts.size()));
    for (std::uint32_t film = 0; film < encoded; ++film) {
        sums_[film] = vectors.sum({film});
        scales_[film] = vectors.scale({film});
    }
    rows_ = {vectors.block(), encoded, vectors.stride(), sums_.data()};
    for (std::uint32_t film = 0; film < prior_.size(); ++film) prior_[film] = merit({film}) - obscurity({film});
}

float Blend::sameness(FilmIndex left, FilmIndex right) const {
    constexpr float alike = 0.5F;
    return sameness_weight_ * std::max(0.0F, closeness(left, right) - alike) / (1 - alike);
}

float Blend::closeness(FilmIndex left, FilmIndex right) const {
    const float scale = scales_[left.value] * scales_[right.value];
    return scale > 0 ? scale * static_cast<float>(dot(best_kernel(), rows_, left.value, right.value)) : 0.0F;
}

SignalValues Blend::compare(FilmIndex liked, FilmIndex other) const {
    const auto a = liked.value;
    const auto b = other.value;
    SignalValues values{};
    values[position(Signal::meaning)] = std::clamp(closeness(liked, other), 0.0F, 1.0F);
    values[position(Signal::genres)] =
        facts_.genres.similarity(liked, other) * tone(facts_.genres.of_film[a], facts_.genres.of_film[b]);
    values[position(Signal::keywords)] = facts_.keywords.similarity(liked, other);
    values[position(Signal::cast)] = facts_.cast.similarity(liked, other);
    values[position(Signal::director)] = facts_.directors.similarity(liked, other);
    values[position(Signal::writer)] = facts_.writers.similarity(liked, other);
    values[position(Signal::franchise)] = series_.same(liked, other) ? 1.0F : 0.0F;
    if (facts_.tradition[a] == facts_.tradition[b])
        values[position(Signal::country)] = facts_.tradition_says[facts_.tradition[a]];
    values[position(Signal::language)] =
        facts_.language[a] != 0 && facts_.language[a] == facts_.language[b] ? 1.0F : 0.0F;
    values[position(Signal::era)] = facts_.same_era(facts_.year[a], facts_.year[b]);
    values[position(Signal::popularity)] = facts_.popularity[b];
    values[position(Signal::quality)] = facts_.quality[b];
    return values;
}

SignalValues Blend::contributions(FilmIndex liked, FilmIndex other) const {
    SignalValues values = compare(liked, other);
    for (std::size_t i = 0; i < signal_count; ++i) values[i] *= weights_[i];
    const float theme = facts_.theme[liked.value] * facts_.theme[other.value];
    values[position(Signal::meaning)] *= meaning_without_theme_ + (1 - meaning_without_theme_) * theme;
    values[position(Signal::meaning)] *=
        meaning_tone(tone(facts_.genres.of_film[liked.value], facts_.genres.of_film[other.value]));
    values[position(Signal::genres)] *= 1 - (1 - genres_with_theme_) * theme;
    values[position(Signal::country)] *= facts_count(theme);
    for (const Signal fact : {Signal::cast, Signal::director, Signal::writer, Signal::franchise})
        values[position(fact)] *= facts_count(facts_.theme[liked.value]);
    return values;
}

void Blend::add_sparse(FilmIndex liked, std::span<float> sparse) const {
    const auto add = [&](const TermMatrix& matrix, float most) {
        for (const auto& term : matrix.of(liked))
            for (const auto& film : matrix.with(term.id)) sparse[film.id] += most * term.weight * film.weight;
    };
    const float facts = facts_count(facts_.theme[liked.value]);
    add(facts_.keywords, weight(Signal::keywords));
    add(facts_.cast, facts * weight(Signal::cast));
    add(facts_.directors, facts * weight(Signal::director));
    add(facts_.writers, facts * weight(Signal::writer));
    if (series_.of(liked) != Series::none)
        for (const FilmIndex part : series_.parts(series_.of(liked)))
            sparse[part.value] += facts * weight(Signal::franchise);
}

void Blend::clear_sparse(FilmIndex liked, std::span<float> sparse) const {
    for (const auto* matrix : {&facts_.keywords, &facts_.cast, &facts_.directors, &facts_.writers})
        for (const auto& term : matrix->of(liked))
            for (const auto& film : matrix->with(term.id)) sparse[film.id] = 0;
    if (series_.of(liked) != Series::none)
        for (const FilmIndex part : series_.parts(series_.of(liked))) sparse[part.value] = 0;
}

void Blend::fill_genres(FilmIndex liked, BlendScratch& scratch) const {
    const auto& sets = facts_.genres.sets;
    const std::size_t own = facts_.genres.of_film[liked.value];
    scratch.genres.assign(facts_.genres.genres, 0.0F);
    scratch.genre_sets.resize(sets.size());
    scratch.meanings.resize(sets.size());
    for (const auto& genre : sets[own]) scratch.genres[genre.id] = genre.weight;
    for (std::size_t set = 0; set < sets.size(); ++set) {
        float sum = 0;
        for (const auto& genre : sets[set]) sum += genre.weight * scratch.genres[genre.id];
        const float kept = tone(own, set);
        scratch.meanings[set] = weight(Signal::meaning) * meaning_tone(kept);
        scratch.genre_sets[set] = weight(Signal::genres) * sum * kept;
    }
}

float Blend::tone(std::size_t left_set, std::size_t right_set) const {
    float factor = 1;
    for (int apart = facts_.genres.tones_apart(left_set, right_set); apart > 0; --apart) factor *= other_tone_;
    return factor;
}

std::array<float, 256> Blend::era_of(FilmIndex liked, Scope scope) const {
    std::array<float, 256> era{};
    if (scope == Scope::content) return era;
    for (std::size_t year = 1; year < era.size(); ++year)
        era[year] = weight(Signal::era) * facts_.same_era(facts_.year[liked.value], static_cast<std::uint8_t>(year));
    return era;
}

void Blend::estimate_all(FilmIndex liked, Scope scope, BlendScratch& scratch, const Estimates& scores) const {
    assert(scores.known.size() == size() && scores.reach.size() == size() && liked.value < size());
    scratch.sparse.resize(size(), 0.0F);
    add_sparse(liked, scratch.sparse);
    fill_genres(liked, scratch);
    if (scales_[liked.value] == 0) std::ranges::fill(scratch.meanings, 0.0F);
    const auto era = era_of(liked, scope);
    const bool everything = scope == Scope::everything;
    const auto language = facts_.language[liked.value];
    const auto tradition = facts_.tradition[liked.value];
    const EstimateTerms terms{.theme = facts_.theme[liked.value],
                              .meaning_without_theme = meaning_without_theme_,
                              .genres_with_theme = genres_with_theme_,
                              .facts_without_theme = facts_without_theme_,
                              .tradition = weight(Signal::country) * facts_.tradition_says[tradition],
                              .language = everything && language != 0 ? weight(Signal::language) : 0.0F,
                              .prior = everything ? 1.0F : 0.0F,
                              .own_tradition = tradition,
                              .own_language = language};
    const EstimateColumns films{.theme = facts_.theme.data(),
                                .prior = prior_.data(),
                                .sparse = scratch.sparse.data(),
                                .genres = facts_.genres.of_film.data(),
                                .tradition = facts_.tradition.data(),
                                .language = facts_.language.data(),
                                .year = facts_.year.data(),
                                .by_genres = scratch.genre_sets.data(),
                                .meaning_by_genres = scratch.meanings.data(),
                                .era = era.data()};
    estimate(best_kernel(), films, terms, size(), scores.known.data(), scores.reach.data());
    clear_sparse(liked, scratch.sparse);
}

void Blend::score_all(FilmIndex liked, Scope scope, BlendScratch& scratch, std::span<float> scores) const {
    scratch.reach.resize(size());
    estimate_all(liked, scope, scratch, {scores, scratch.reach});
    if (scales_[liked.value] == 0) return;
    scratch.dots.resize(size(), 0);
    scan(best_kernel(), rows_, rows_.first + liked.value * rows_.stride, scratch.dots);
    for (std::size_t film = 0; film < scores.size(); ++film) {
        const float cosine = scales_[liked.value] * scales_[film] * static_cast<float>(scratch.dots[film]);
        scores[film] += scratch.reach[film] * std::clamp(cosine, 0.0F, 1.0F);
    }
}

}  // namespace core::ranking
