// The first step of the network: a token's row of the word table plus the row of its position.
//
// Rows are read straight from the mapped model, so that a short text touches a few pages of the largest tensor rather
// than all of it. Immutable, any number of threads.
#pragma once

#include "model_config.hpp"
#include "vocabulary.hpp"
#include "weights.hpp"

#include <span>
#include <vector>

namespace core::encoder {

class Embeddings {
public:
    Embeddings(const ModelConfig& config, const Weights& weights);

    // Writes one row of hidden() values for each of `ids`, whose values are below the vocabulary's size.
    void write(std::span<const TokenId> ids, std::span<float> rows) const;

    std::size_t hidden() const noexcept { return hidden_; }

private:
    std::size_t hidden_;
    bool skips_padding_;  // MPNet's positions count from behind the padding's and pass over it
    TokenId padding_;
    Tensor words_;
    std::vector<float> positions_;  // the token type's row is added already
    std::shared_ptr<const void> storage_;
};

// What attention adds between tokens by their distance alone: heads × length × length values, query before key.
// `table` is the model's, buckets × heads.
std::vector<float> relative_bias(const Tensor& table, std::size_t length);

}  // namespace core::encoder
