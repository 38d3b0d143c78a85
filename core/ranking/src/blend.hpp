// Scores films against one liked film: the signals, what is known of both sides, and the weights, in one number.
//
// estimate_all() and score_all() are the fast ways over the whole catalogue; contributions() tells the same number
// apart by signal for a single pair. Built once, then only read; scratch memory belongs to the caller.
#pragma once

#include "core/catalogue/film_vectors.hpp"
#include "core/ranking/signals.hpp"
#include "core/ranking/weights.hpp"
#include "dot_scan.hpp"
#include "film_facts.hpp"
#include "series.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace core::ranking {

// What one scoring needs besides its result; kept between calls so that nothing is allocated in a warm one.
struct BlendScratch {
    std::vector<std::int32_t> dots;
    std::vector<float> reach;
    std::vector<float> sparse;      // all zero between calls
    std::vector<float> genres;      // by genre: its weight in the liked film
    std::vector<float> genre_sets;  // by combination of genres: what it adds to a score
    std::vector<float> meanings;    // by combination of genres: the most that meaning adds to one
};

// A score in two parts, each one per film.
struct Estimates {
    std::span<float> known;  // what everything but meaning adds
    std::span<float> reach;  // the most that meaning may add
};

// Which part of the blend is asked for.
enum class Scope {
    everything,
    content,  // without what speaks for a film whatever it is compared with, its age and its language
};

class Blend {
public:
    // Keeps references to all but the weights; reads the vectors where they lie.
    Blend(const FilmFacts& facts, const Series& series, const catalogue::FilmVectors& vectors, const Weights& weights);

    std::size_t size() const { return facts_.size(); }

    // Replaces `scores` by the scores of all films for one who likes `liked`, but for their meaning: no vector is read.
    void estimate_all(catalogue::FilmIndex liked, Scope scope, BlendScratch& scratch, const Estimates& scores) const;

    // What meaning adds to the score of `other`, of the `reach` that estimate_all() tells.
    float meaning(catalogue::FilmIndex liked, catalogue::FilmIndex other, float reach) const {
        return reach * std::clamp(closeness(liked, other), 0.0F, 1.0F);
    }

    // The most that meaning() is of its reach, whatever the other film.
    float most_meaning(catalogue::FilmIndex liked) const {
        return liked.value < rows_.count ? std::clamp(vectors_.closest(liked), 0.0F, 1.0F) : 0.0F;
    }

    // Replaces scores[f] by the score of each film f for one who likes `liked`.
    void score_all(catalogue::FilmIndex liked, Scope scope, BlendScratch& scratch, std::span<float> scores) const;

    // What each signal adds to the score of `other`; the sum less obscurity(other) is its score_all().
    SignalValues contributions(catalogue::FilmIndex liked, catalogue::FilmIndex other) const;

    // The signals themselves, each in [0, 1].
    SignalValues compare(catalogue::FilmIndex liked, catalogue::FilmIndex other) const;

    // What speaks for a film when nothing is liked: what is known and well thought of.
    float merit(catalogue::FilmIndex film) const {
        return merit_of(Signal::popularity, film) + merit_of(Signal::quality, film);
    }
    // The part of merit() that one of the two signals, popularity or quality, gives.
    float merit_of(Signal signal, catalogue::FilmIndex film) const {
        return weight(signal) * (signal == Signal::quality ? facts_.quality : facts_.popularity)[film.value];
    }

    // What a film loses by being known to hardly anyone.
    float obscurity(catalogue::FilmIndex film) const { return obscurity_weight_ * facts_.obscurity[film.value]; }

    // What a film loses for standing near another in an answer: nothing unless the two tell nearly the same story.
    float sameness(catalogue::FilmIndex left, catalogue::FilmIndex right) const;

    // What a film loses when `films` before it in an answer have the same director.
    float repetition(std::size_t films) const {
        return same_director_weight_ * static_cast<float>(films > 1 ? films - 1 : 0);
    }

    bool same_director(catalogue::FilmIndex left, catalogue::FilmIndex right) const {
        return facts_.directors.similarity(left, right) > 0;
    }

    // The cosine of two films' vectors, 0 where one has none.
    float closeness(catalogue::FilmIndex left, catalogue::FilmIndex right) const;

private:
    void add_sparse(catalogue::FilmIndex liked, std::span<float> sparse) const;
    void clear_sparse(catalogue::FilmIndex liked, std::span<float> sparse) const;
    std::array<float, 256> era_of(catalogue::FilmIndex liked, Scope scope) const;
    void fill_genres(catalogue::FilmIndex liked, BlendScratch& scratch) const;
    // What part of the genres' likeness is left when the tones of two combinations differ, and of the meaning's: a
    // comedy about space is not what "Solaris" is about.
    float tone(std::size_t left_set, std::size_t right_set) const;
    static float meaning_tone(float tone) { return 0.75F + 0.25F * tone; }
    // What is known for sure counts more the less is known of the two stories.
    float facts_count(float theme) const { return 1 + facts_without_theme_ * (1 - theme); }
    float weight(Signal signal) const { return weights_[position(signal)]; }

    const FilmFacts& facts_;
    const Series& series_;
    const catalogue::FilmVectors& vectors_;
    SignalValues weights_{};  // scaled so that they sum to 1
    float meaning_without_theme_, genres_with_theme_, other_tone_, facts_without_theme_;
    float obscurity_weight_, sameness_weight_, same_director_weight_;
    Rows rows_{};
    std::vector<std::int32_t> sums_;
    std::vector<float> scales_;  // one per film, 0 for those without a vector
    std::vector<float> prior_;   // popularity and quality less obscurity
};

}  // namespace core::ranking
