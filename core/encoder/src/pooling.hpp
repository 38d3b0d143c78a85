// Makes one vector for a text of the vectors of its tokens.
//
// Pure; any number of threads.
#pragma once

#include "model_config.hpp"

#include <span>

namespace core::encoder {

// Pools `tokens`, row-major rows of pooled.size() values, at least one, and brings the result to length 1.
void pool(Pooling pooling, std::span<const float> tokens, std::span<float> pooled);

}  // namespace core::encoder
