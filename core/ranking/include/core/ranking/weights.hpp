// How much each signal counts in the blend: the one place where these numbers live.
//
// Signals are in [0, 1], so a weight is the most that a signal adds, before the knowledge factors below. "Learned" is
// what `ranking_quality --fit` finds from co-likes on MovieLens (ListNet loss on half of the queries); as learned the
// other half scores nDCG@10 0.246, as served 0.223 (meaning alone 0.138). What is served departs from that by eye:
// co-likes reward films of one age, fame and quality, which people who ask for "films like this" do not.
#pragma once

#include "core/ranking/signals.hpp"

namespace core::ranking {

struct Weights {
    float meaning = 3.0F;     // learned 2.8; a story told must outweigh what kind of film it is
    float genres = 1.4F;      // learned 1.5
    float keywords = 3.0F;    // learned 0, as meaning knows them too; to the eye they bring back what a film is about
    float cast = 1.3F;        // learned 0.9
    float director = 0.7F;    // learned 0.4
    float writer = 0.2F;      // learned 0.1
    float franchise = 0.6F;   // learned 0.5
    float country = 0.7F;     // learned 0.3
    float language = 0.6F;    // learned 0.7
    float era = 0.7F;         // learned 2.9, served at a quarter
    float popularity = 0.2F;  // learned 0.3
    float quality = 0.8F;     // learned 3.0, served at a quarter

    // What part of meaning's weight holds between films of whose story nothing is known, so that their vectors know
    // no more than genres and titles. By eye.
    float meaning_without_theme = 0.25F;
    // What part of the genres' weight holds between films whose stories are known, which say it better. By eye.
    float genres_with_theme = 0.5F;
    // What part of the genres' likeness remains when one film is a comedy, animated or a documentary and the other is
    // not; for each of the three. By eye.
    float other_tone = 0.5F;
    // By how much shared people and series count more where the story of the liked film is unknown, and a shared
    // country where that of either is. By eye.
    float facts_without_theme = 1.0F;
    // What a film loses that nobody has voted for; nothing from some 500 votes on. By eye.
    float obscurity = 0.8F;
    // How strongly films like the disliked ones are pushed away. By eye.
    float dislike = 0.6F;
    // What a film loses when one that tells the same story stands just before it. By eye.
    float sameness = 0.5F;
    // What a film loses for each but the first of those just before it that have the same director. By eye.
    float same_director = 0.2F;

    SignalValues by_signal() const {
        return {meaning,   genres,  keywords, cast, director,   writer,
                franchise, country, language, era,  popularity, quality};
    }
};

}  // namespace core::ranking
