// Puts token sequences of like length together, so that little time goes into padding.
//
// Pure; knows nothing of the network.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace core::encoder {

struct Batch {
    std::vector<std::size_t> members{};  // indices of sequences
    std::size_t length{};                // that of the longest member
};

struct BatchLimits {
    std::size_t tokens = 1024;  // members × length stays at or below, unless one member alone is longer
    std::size_t members = 64;
};

// Every index of `lengths` in exactly one batch, long sequences first.
std::vector<Batch> plan_batches(std::span<const std::size_t> lengths, const BatchLimits& limits = {});

}  // namespace core::encoder
