// How much each signal counts in the blend: the one place where these numbers live.
//
// Signals are in [0, 1], so a weight is the most a signal can add. Two kinds of number stand here: weights learned
// from co-likes (people who liked one film liked the other; ListNet loss on half of the queries, reported on the other
// half, see benchmarks/ranking_quality.cpp), and those set by eye, which say so.
#pragma once

#include "core/ranking/signals.hpp"

namespace core::ranking {

struct Weights {
    float meaning = 3.0F;
    float genres = 1.4F;
    float keywords = 2.4F;
    float cast = 1.3F;
    float director = 0.7F;
    float writer = 0.2F;
    float franchise = 1.6F;
    float country = 0.6F;
    float language = 0.6F;
    float era = 0.6F;
    float popularity = 0.3F;
    float quality = 0.7F;

    // What part of meaning's weight holds between films of whose story nothing is known, so that their vectors know
    // no more than genres and titles. By eye.
    float meaning_without_theme = 0.25F;
    // What part of the genres' weight holds between films whose stories are known, which say it better. By eye.
    float genres_with_theme = 0.6F;
    // By how much a shared country counts more where the story of one of the two films is unknown. By eye.
    float country_without_theme = 1.5F;
    // What a film loses that nobody has voted for; nothing from some 150 votes on. By eye.
    float obscurity = 0.8F;
    // How strongly films like the disliked ones are pushed away. By eye.
    float dislike = 0.6F;
    // What a film loses when one that tells the same story stands just before it. By eye.
    float sameness = 0.5F;
    // What a film loses for each but the first of those just before it that have the same director. By eye.
    float same_director = 0.15F;

    SignalValues by_signal() const {
        return {meaning,   genres,  keywords, cast, director,   writer,
                franchise, country, language, era,  popularity, quality};
    }
};

}  // namespace core::ranking
