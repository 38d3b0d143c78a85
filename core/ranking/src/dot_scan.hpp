// Dot products of one int8 vector with many, by the fastest instructions the CPU has.
//
// All kernels give exactly the same integers. Rows lie one after another, each `stride` bytes, a multiple of 64 and
// zero beyond the dimensions, the first on a 64-byte boundary. No state, any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace core::ranking {

enum class Kernel { plain, avx2, avx512_vnni };

std::string_view kernel_name(Kernel kernel);

// Whether this CPU can run `kernel`.
bool supported(Kernel kernel);

// The fastest supported kernel, found out once.
Kernel best_kernel();

struct Rows {
    const std::int8_t* first{};
    std::size_t count{};
    std::size_t stride{};
    const std::int32_t* sums{};  // the sum of each row's values
};

// Writes dots[i] = query · row i. `query` has `stride` values, `dots` room for `count`.
void scan(Kernel kernel, const Rows& rows, const std::int8_t* query, std::span<std::int32_t> dots);

// The dot product of two rows.
std::int32_t dot(Kernel kernel, const Rows& rows, std::size_t left, std::size_t right);

}  // namespace core::ranking
