#include "word_index.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace core::ranking {
namespace {

// The usual constants of BM25 (Robertson and Zaragoza, 2009): how soon repetition stops to count, and how much a long
// description is held against a film.
constexpr float saturation = 1.2F;
constexpr float length_penalty = 0.4F;

}  // namespace

WordNumber WordIndex::number_of(const std::string& stem) {
    const auto [known, is_new] = numbers_.try_emplace(stem, static_cast<WordNumber>(postings_.size()));
    if (is_new) postings_.emplace_back();
    return known->second;
}

void WordIndex::add(std::uint32_t film, WordNumber word, float weight) {
    auto& postings = postings_[word];
    lengths_[film] += weight;
    if (!postings.empty() && postings.back().film == film)
        postings.back().weight += weight;
    else
        postings.push_back({film, weight});
}

void WordIndex::finish() {
    for (auto& postings : postings_) postings.shrink_to_fit();
    const auto total = std::accumulate(lengths_.begin(), lengths_.end(), 0.0F);
    mean_length_ = lengths_.empty() ? 1.0F : std::max(1.0F, total / static_cast<float>(lengths_.size()));
}

float WordIndex::rarity(std::size_t films_with_it) const {
    const auto all = static_cast<float>(lengths_.size());
    const auto having = static_cast<float>(films_with_it);
    return std::log(1 + (all - having + 0.5F) / (having + 0.5F));
}

void WordIndex::score(std::span<const std::string> query_stems, std::span<float> scores) const {
    float best_possible = 0;
    for (const auto& stem : query_stems) {
        const auto known = numbers_.find(stem);
        best_possible += rarity(known == numbers_.end() ? 1 : postings_[known->second].size());
    }
    for (const auto& stem : query_stems) {
        const auto known = numbers_.find(stem);
        if (known == numbers_.end()) continue;
        const auto& postings = postings_[known->second];
        const auto share = rarity(postings.size()) / best_possible;
        for (const auto& [film, weight] : postings) {
            const auto length = 1 - length_penalty + length_penalty * lengths_[film] / mean_length_;
            scores[film] += share * std::min(1.0F, weight * (saturation + 1) / (weight + saturation * length));
        }
    }
}

}  // namespace core::ranking
