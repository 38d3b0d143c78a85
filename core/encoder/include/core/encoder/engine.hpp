// What the encoder runs on: OpenVINO and what it makes of this processor.
//
// For diagnosis; the encoder itself finds it out alone.
#pragma once

#include "core/base/result.hpp"

#include <string>

namespace core::encoder {

struct Engine {
    std::string version{};    // of OpenVINO
    std::string processor{};  // as it calls itself
    bool has_bf16 = false;    // Precision::bf16 is more than f32 under another name
};

// Loads OpenVINO's part for processors and asks it. Fails with engine_broken.
Result<Engine> find_engine();

}  // namespace core::encoder
