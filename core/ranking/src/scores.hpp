// The scores of all films for a wish, each found out as late as may be.
//
// All that speaks for a film but its meaning is cheap to find for the whole catalogue at once; its meaning takes the
// reading of its vector. So a film has a bound, which its score never exceeds, until settle() finds out the score
// itself, and only films that may be shown are settled. Settled sooner or later, a score is the same number. Belongs to
// one request at a time; kept between them so that nothing is allocated in a warm one.
#pragma once

#include "blend.hpp"
#include "core/catalogue/catalogue.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace core::ranking {

class Scores {
public:
    // The score of a film that must not be picked.
    static constexpr float never = -std::numeric_limits<float>::infinity();

    // Begins with every film's score at 0, all settled.
    void begin(std::size_t films);
    // Begins with the scores for one who likes `liked`, none of them settled.
    void begin(const Blend& blend, catalogue::FilmIndex liked, BlendScratch& scratch);

    std::size_t size() const { return known_.size(); }
    float bound(catalogue::FilmIndex film) const { return known_[film.value] + reach_[film.value] * most_; }
    bool is_settled(catalogue::FilmIndex film) const { return reach_[film.value] == 0; }
    // Calls visit(film, bound) for each film whose bound is at least `least`; what visit() returns is the least from
    // there on. Blocks in which none is good enough are passed over at once.
    template <class Visit>
    void visit_from(float least, Visit visit) const {
        constexpr std::size_t block = 64;
        std::array<float, block> bounds;
        for (std::size_t first = 0; first < size(); first += block) {
            const std::size_t count = std::min(block, size() - first);
            float greatest = never;
            for (std::size_t at = 0; at < count; ++at) {
                bounds[at] = known_[first + at] + reach_[first + at] * most_;
                greatest = std::max(greatest, bounds[at]);
            }
            if (greatest < least) continue;
            for (std::size_t at = 0; at < count; ++at)
                if (bounds[at] >= least)
                    least = visit(catalogue::FilmIndex{static_cast<std::uint32_t>(first + at)}, bounds[at]);
        }
    }

    // The film's score.
    float settle(catalogue::FilmIndex film);
    void forbid(catalogue::FilmIndex film);
    bool is_forbidden(catalogue::FilmIndex film) const { return known_[film.value] == never; }

    // One per film, without what is not settled: for what is added to all scores alike.
    std::span<float> known() { return known_; }

private:
    const Blend* blend_{};
    catalogue::FilmIndex liked_{};
    float most_{};  // of its reach that meaning adds to any film
    std::vector<float> known_;
    std::vector<float> reach_;  // the most that meaning may add to `known_`; 0 for what is settled
};

}  // namespace core::ranking
