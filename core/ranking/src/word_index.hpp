// BM25 over stems: which films have the words of a query, the rare words counting most.
//
// Filled once, film by film in ascending order, then finished and only read. Unknown words are no fault: they find
// nothing, and cost the films found a part of their score.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace core::ranking {

using WordNumber = std::uint32_t;

class WordIndex {
public:
    explicit WordIndex(std::size_t films) : lengths_(films, 0.0F) {}

    WordNumber number_of(const std::string& stem);

    // Says that `film` has `word`, as strongly as `weight` occurrences.
    void add(std::uint32_t film, WordNumber word, float weight);
    void finish();

    // Adds to `scores`, one a film, what share of the query each film has: 1 where it has all of it.
    void score(std::span<const std::string> query_stems, std::span<float> scores) const;

    bool knows(const std::string& stem) const { return numbers_.contains(stem); }

private:
    struct Posting {
        std::uint32_t film{};
        float weight{};
    };
    float rarity(std::size_t films_with_it) const;

    std::unordered_map<std::string, WordNumber> numbers_;
    std::vector<std::vector<Posting>> postings_;  // by word, films ascending
    std::vector<float> lengths_;
    float mean_length_{};
};

}  // namespace core::ranking
