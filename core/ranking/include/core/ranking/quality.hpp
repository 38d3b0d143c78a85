// How good an order is, in numbers: for choosing weights and for tests.
//
// Pure functions over relevances; they know nothing of films. Any number of threads.
#pragma once

#include <cstddef>
#include <span>

namespace core::ranking {

// The normalised discounted cumulative gain of the first `depth` places, 0 to 1. `relevance` holds the relevance, 0 or
// more, of all items in the order they were ranked; the ideal is those sorted. 0 where nothing is relevant.
double ndcg(std::span<const float> relevance, std::size_t depth);

// The chance that a good item scores above a bad one, ties counting half; 0.5 is a coin, and where one side is empty.
double auc(std::span<const float> good, std::span<const float> bad);

}  // namespace core::ranking
