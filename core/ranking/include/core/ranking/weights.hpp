// How much each signal counts in the blend: the one place where these numbers live.
//
// Signals are in [0, 1], so a weight is the most a signal can add. Two kinds of number stand here: weights learned
// from co-likes (people who liked one film liked the other; ListNet loss on half of the queries, reported on the other
// half, see benchmarks/ranking_quality.cpp), and those set by eye, which say so.
#pragma once

#include "core/ranking/signals.hpp"

namespace core::ranking {

struct Weights {
    float meaning = 2.5F;
    float genres = 1.2F;
    float keywords = 1.2F;
    float cast = 1.0F;
    float director = 0.5F;
    float writer = 0.2F;
    float franchise = 0.3F;
    float country = 0.6F;
    float language = 0.4F;
    float era = 0.175F;  // a quarter of what was learned: at full weight it pleases the figures and annoys people
    float popularity = 0.2F;
    float quality = 0.3F;

    // What part of meaning's weight holds between films of whose story nothing is known, so that their vectors know
    // no more than genres and titles. By eye.
    float meaning_without_theme = 0.25F;
    // By how much a shared country counts more where the story of one of the two films is unknown. By eye.
    float country_without_theme = 1.5F;
    // What a film loses that nobody has voted for; nothing from some 150 votes on. By eye.
    float obscurity = 0.8F;
    // How strongly films like the disliked ones are pushed away. By eye.
    float dislike = 0.6F;
    // What a film loses when one that tells the same story stands just before it. By eye.
    float sameness = 0.5F;

    SignalValues by_signal() const {
        return {meaning,   genres,  keywords, cast, director,   writer,
                franchise, country, language, era,  popularity, quality};
    }
};

}  // namespace core::ranking
