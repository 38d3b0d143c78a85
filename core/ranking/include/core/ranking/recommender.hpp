// Which films a person who likes these films will like, in what order, and why.
//
// Blends signals over all films of a catalogue, then picks film after film so that a series does not fill the page and
// near-twins do not stand side by side. Built once per catalogue and then only read: any number of threads may ask at
// once, none waits for another. Knows nothing of titles as typed, of sessions or of HTTP. There is no failure: a wish
// that nothing fits gets an empty page.
#pragma once

#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/film_vectors.hpp"
#include "core/ranking/signals.hpp"
#include "core/ranking/weights.hpp"
#include "core/ranking/wish.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace core::ranking {

// One thing that speaks for a film. `terms` are what the two films share, the most telling first: people, keywords,
// genres, countries or none, as the signal says.
struct Reason {
    Signal signal{};
    float share{};  // of the score
    std::vector<catalogue::Term> terms{};
    std::optional<catalogue::Term> country{};  // with genres: the shared country, where it says something
    int decade{};                              // with genres and era: 1990 for the 1990s, 0 where not shared
};

struct Recommendation {
    catalogue::FilmIndex film{};
    float score{};                // about 1 would be the same film; comparable between wishes
    SignalValues shares{};        // what part of the score each signal gave; sums to 1
    std::vector<Reason> reasons;  // at most three, the most specific first
};

struct Page {
    std::vector<Recommendation> films;
    std::size_t next_offset{};
    bool exhausted{};  // nothing comes after these films
};

class Recommender {
public:
    // Keeps references: `films` and `vectors` must outlive the recommender. A film whose vector is zero, or that has
    // none because `vectors` is shorter than the catalogue, is compared by its facts alone.
    Recommender(const catalogue::Catalogue& films, const catalogue::FilmVectors& vectors, const Weights& weights = {});
    ~Recommender();
    Recommender(const Recommender&) = delete;
    Recommender& operator=(const Recommender&) = delete;

    // The films for `wish`, best first. The order depends on all of the wish but limit and offset, so the page at
    // next_offset goes on where this one ended. No more than two films of a series stand among any twenty in a row.
    Page recommend(const Wish& wish) const;

    // What each signal adds to the score of `other` for one who likes `liked`; for measuring and learning weights.
    SignalValues contributions(catalogue::FilmIndex liked, catalogue::FilmIndex other) const;

    // The score that recommend() gives `other` for one who likes `liked` alone: the sum of contributions(), less what
    // a film loses by being known to hardly anyone.
    float score(catalogue::FilmIndex liked, catalogue::FilmIndex other) const;

private:
    struct State;
    std::unique_ptr<const State> state_;
};

}  // namespace core::ranking
