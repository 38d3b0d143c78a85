// Which instructions of the processor the scan over all vectors uses: for diagnosis.
#pragma once

#include <string_view>

namespace core::ranking {

// "AVX-512 VNNI", "AVX2" or "plain": the fastest that this processor has.
std::string_view instructions_in_use();

}  // namespace core::ranking
