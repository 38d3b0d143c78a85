#include "blend.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace core::ranking {

using catalogue::FilmIndex;

Blend::Blend(const FilmFacts& facts, const Series& series, const catalogue::FilmVectors& vectors,
             const Weights& weights)
    : facts_{facts},
      series_{series},
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
    scratch.tones.resize(sets.size());
    for (const auto& genre : sets[own]) scratch.genres[genre.id] = genre.weight;
    for (std::size_t set = 0; set < sets.size(); ++set) {
        float sum = 0;
        for (const auto& genre : sets[set]) sum += genre.weight * scratch.genres[genre.id];
        scratch.tones[set] = tone(own, set);
        scratch.genre_sets[set] = weight(Signal::genres) * sum * scratch.tones[set];
    }
}

float Blend::tone(std::size_t left_set, std::size_t right_set) const {
    float factor = 1;
    for (int apart = facts_.genres.tones_apart(left_set, right_set); apart > 0; --apart) factor *= other_tone_;
    return factor;
}

Blend::Pass Blend::prepare(FilmIndex liked, Scope scope) const {
    const bool everything = scope == Scope::everything;
    Pass pass;
    pass.meaning = scales_[liked.value] * weight(Signal::meaning);
    pass.theme = facts_.theme[liked.value];
    pass.own_tradition = facts_.tradition[liked.value];
    pass.tradition = weight(Signal::country) * facts_.tradition_says[pass.own_tradition];
    pass.own_language = facts_.language[liked.value];
    if (!everything) return pass;
    if (pass.own_language != 0) pass.language = weight(Signal::language);
    for (std::size_t year = 1; year < pass.era.size(); ++year)
        pass.era[year] =
            weight(Signal::era) * facts_.same_era(facts_.year[liked.value], static_cast<std::uint8_t>(year));
    pass.prior = 1;
    return pass;
}

void Blend::score_all(FilmIndex liked, Scope scope, BlendScratch& scratch, std::span<float> scores) const {
    assert(scores.size() == facts_.size() && liked.value < facts_.size());
    const Pass pass = prepare(liked, scope);
    scratch.dots.resize(facts_.size(), 0);
    scratch.sparse.resize(facts_.size(), 0.0F);
    if (pass.meaning > 0)
        scan(best_kernel(), rows_, rows_.first + liked.value * rows_.stride, scratch.dots);
    else
        std::ranges::fill(scratch.dots, 0);
    add_sparse(liked, scratch.sparse);
    fill_genres(liked, scratch);
    blend(pass, scratch, scores);
    clear_sparse(liked, scratch.sparse);
}

// One pass over all films; contributions() says the same of one pair.
void Blend::blend(const Pass& pass, const BlendScratch& scratch, std::span<float> scores) const {
    const float meaning_known = 1 - meaning_without_theme_;
    const float genres_known = 1 - genres_with_theme_;
    for (std::size_t film = 0; film < scores.size(); ++film) {
        const float theme = pass.theme * facts_.theme[film];
        const auto genres = facts_.genres.of_film[film];
        const float cosine = pass.meaning * scales_[film] * static_cast<float>(scratch.dots[film]);
        float score = std::clamp(cosine, 0.0F, weight(Signal::meaning)) *
                      (meaning_without_theme_ + meaning_known * theme) * meaning_tone(scratch.tones[genres]);
        score += scratch.genre_sets[genres] * (1 - genres_known * theme);
        score += scratch.sparse[film];
        score += facts_.tradition[film] == pass.own_tradition ? pass.tradition * facts_count(theme) : 0.0F;
        score += facts_.language[film] == pass.own_language ? pass.language : 0.0F;
        score += pass.era[facts_.year[film]] + pass.prior * prior_[film];
        scores[film] = score;
    }
}

}  // namespace core::ranking
