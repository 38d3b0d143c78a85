// The layers of the network on OpenVINO: from the vectors of tokens to the vectors of tokens in their context.
//
// The one place that includes OpenVINO, whose headers are slow. Immutable after construction; run() may be called from
// any number of threads. Throws only where OpenVINO itself breaks.
#pragma once

#include "core/encoder/sentence_encoder.hpp"
#include "model_config.hpp"
#include "weights.hpp"

#include <memory>
#include <span>

namespace core::encoder {

// Sequences in one block, each padded to `length` tokens.
struct Block {
    std::size_t length{};
    std::span<const std::size_t> lengths{};  // of each sequence, at most `length`
    std::span<float> embedded{};             // sequences × length × hidden
    std::span<float> bias{};                 // heads × length × length, for MPNet
};

class Layers {
public:
    Layers(const ModelConfig& config, const Weights& weights, const EncoderOptions& options);
    Layers(Layers&&) noexcept;
    Layers& operator=(Layers&&) noexcept;
    ~Layers();

    // Writes the vectors of all tokens of `block`, in the form of block.embedded.
    void run(const Block& block, std::span<float> hidden) const;

    // How many threads may usefully call run() at once.
    std::size_t workers() const noexcept;

private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace core::encoder
