// Learns how much each signal should count, from what people who like one film like too.
#pragma once

#include "core/ranking/recommender.hpp"
#include "ranking_movielens.hpp"

#include <cstddef>

namespace benchmarks {

// The queries whose place in the list is even are for learning, the others for reporting.
inline bool is_for_learning(std::size_t query) { return query % 2 == 0; }

// Weights that make the order of the learning queries most like their lift (ListNet: the likelihood of the relevances
// under a softmax of the scores), none below zero. `plain` must have all weights equal.
core::ranking::SignalValues fit_weights(const MovieLens& data, const core::ranking::Recommender& plain);

}  // namespace benchmarks
