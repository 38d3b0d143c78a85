// The tensors of a BERT or MPNet network, all there and of the right shape.
//
// The two name them differently; behind this header they are the same. Views into the mapped file: see `storage`.
#pragma once

#include "model_config.hpp"
#include "safetensors.hpp"

#include <memory>
#include <vector>

namespace core::encoder {

struct LinearWeights {
    Tensor matrix{};  // output × input
    Tensor bias{};
};

struct NormWeights {
    Tensor scale{};
    Tensor shift{};
};

struct LayerWeights {
    LinearWeights query{}, key{}, value{}, mix{};  // attention; `mix` joins its heads
    NormWeights attention_norm{};
    LinearWeights widen{}, narrow{};  // the feed-forward step
    NormWeights output_norm{};
};

struct Weights {
    Tensor words{};      // vocabulary × hidden
    Tensor positions{};  // positions × hidden
    Tensor types{};      // token types × hidden; empty for MPNet
    Tensor relative{};   // relative buckets × heads; empty for BERT
    NormWeights embedding_norm{};
    std::vector<LayerWeights> layers{};
    std::shared_ptr<const void> storage{};  // keeps the bytes of all tensors alive
};

// The weights that `config` asks for. Fails with model_damaged or model_unsupported.
Result<Weights> read_weights(const ModelConfig& config, const Safetensors& file);

}  // namespace core::encoder
