// Picks films one after another from scored ones, so that the answer is varied.
//
// Takes the best score each time, less what a film resembles those just picked; passes over a series that was shown
// enough, and shows its parts in order. How many films are asked for changes nothing in the order. One object per
// request; the scores belong to the caller and are used up. Settles only what may be picked.
#pragma once

#include "blend.hpp"
#include "core/catalogue/catalogue.hpp"
#include "scores.hpp"
#include "series.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace core::ranking {

class Order {
public:
    // No more than `series_cap` films of a series among any `series_window` in a row.
    static constexpr std::size_t series_window = 20;
    static constexpr std::size_t series_cap = 2;
    // A film is held against so many picked before it.
    static constexpr std::size_t variety_window = 9;

    // `expected` films are likely to be picked; a guess costs time, not correctness.
    Order(const Blend& blend, const Series& series, Scores& scores, std::size_t expected);

    struct Pick {
        catalogue::FilmIndex film;
        float score;  // as it came in, whatever it was held against
    };

    // The next film, none when all have been picked or belong to series that were shown enough just before.
    std::optional<Pick> next();

private:
    struct Candidate {
        float score;
        catalogue::FilmIndex film;
    };
    static bool before(const Candidate& left, const Candidate& right) {
        return left.score > right.score || (left.score == right.score && left.film < right.film);
    }
    bool refill();
    bool is_behind_pool(catalogue::FilmIndex film) const;
    std::vector<Candidate> most_promising(std::size_t count) const;
    float least_of_batch();
    std::optional<catalogue::FilmIndex> best();
    catalogue::FilmIndex first_part(catalogue::FilmIndex film);
    bool shown_enough(catalogue::FilmIndex film) const;
    float sameness(catalogue::FilmIndex film) const;

    const Blend& blend_;
    const Series& series_;
    Scores& scores_;
    std::size_t batch_;
    std::vector<Candidate> pool_;  // the best films in order; those already picked stay until they reach the head
    std::size_t head_ = 0;
    bool drained_ = false;  // the pool holds every film that is left
    std::vector<catalogue::FilmIndex> picked_;
};

}  // namespace core::ranking
