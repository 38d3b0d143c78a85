#include "pooling.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace core::encoder {
namespace {

constexpr float least_norm = 1e-12F;  // the reference's guard against division by zero

void add_rows(std::span<const float> tokens, std::span<float> pooled) {
    std::ranges::fill(pooled, 0.0F);
    for (std::size_t row = 0; row < tokens.size(); row += pooled.size())
        for (std::size_t i = 0; i < pooled.size(); ++i) pooled[i] += tokens[row + i];
}

void keep_maxima(std::span<const float> tokens, std::span<float> pooled) {
    std::ranges::copy(tokens.first(pooled.size()), pooled.begin());
    for (std::size_t row = pooled.size(); row < tokens.size(); row += pooled.size())
        for (std::size_t i = 0; i < pooled.size(); ++i) pooled[i] = std::max(pooled[i], tokens[row + i]);
}

void bring_to_unit_length(std::span<float> vector) {
    double squares = 0;
    for (const float value : vector) squares += double{value} * value;
    const float norm = std::max(static_cast<float>(std::sqrt(squares)), least_norm);
    for (float& value : vector) value /= norm;
}

}  // namespace

void pool(Pooling pooling, std::span<const float> tokens, std::span<float> pooled) {
    assert(!tokens.empty() && tokens.size() % pooled.size() == 0);
    switch (pooling) {
        // Sum, mean and sum over the root of the length differ only in length, which is made 1 below.
        case Pooling::mean:
        case Pooling::mean_over_root:
            add_rows(tokens, pooled);
            break;
        case Pooling::maximum:
            keep_maxima(tokens, pooled);
            break;
        case Pooling::first:
            std::ranges::copy(tokens.first(pooled.size()), pooled.begin());
            break;
    }
    bring_to_unit_length(pooled);
}

}  // namespace core::encoder
