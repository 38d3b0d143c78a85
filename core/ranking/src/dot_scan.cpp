#include "dot_scan.hpp"

#include "core/ranking/instructions.hpp"

#include <array>
#include <cassert>
#include <numeric>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace core::ranking {
namespace {

void scan_plain(const Rows& rows, const std::int8_t* query, std::int32_t* dots) {
    for (std::size_t row = 0; row < rows.count; ++row) {
        const std::int8_t* values = rows.first + row * rows.stride;
        std::int32_t sum = 0;
        for (std::size_t i = 0; i < rows.stride; ++i) sum += std::int32_t{query[i]} * std::int32_t{values[i]};
        dots[row] = sum;
    }
}

#if defined(__x86_64__)

__attribute__((target("avx2"), always_inline)) inline std::int32_t sum_of(__m256i lanes) {
    const __m128i four = _mm_add_epi32(_mm256_castsi256_si128(lanes), _mm256_extracti128_si256(lanes, 1));
    const __m128i two = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0b01'00'11'10));
    return _mm_cvtsi128_si32(_mm_add_epi32(two, _mm_shuffle_epi32(two, 0b10'11'00'01)));
}

__attribute__((target("avx2"), always_inline)) inline __m256i widened(const std::int8_t* from) {
    return _mm256_cvtepi8_epi16(_mm_load_si128(reinterpret_cast<const __m128i*>(from)));
}

// Widens to 16 bits first: the shorter way over vpmaddubsw would saturate.
__attribute__((target("avx2"))) void scan_avx2(const Rows& rows, const std::int8_t* query, std::int32_t* dots) {
    for (std::size_t row = 0; row < rows.count; ++row) {
        const std::int8_t* values = rows.first + row * rows.stride;
        __m256i even = _mm256_setzero_si256();
        __m256i odd = _mm256_setzero_si256();
        for (std::size_t i = 0; i < rows.stride; i += 32) {
            even = _mm256_add_epi32(even, _mm256_madd_epi16(widened(query + i), widened(values + i)));
            odd = _mm256_add_epi32(odd, _mm256_madd_epi16(widened(query + i + 16), widened(values + i + 16)));
        }
        dots[row] = sum_of(_mm256_add_epi32(even, odd));
    }
}

// The instruction multiplies unsigned by signed bytes, so the query is raised by 128 and 128 times the row's sum is
// taken off again.
__attribute__((target("avx512f,avx512bw,avx512vnni"))) void scan_avx512_vnni(const Rows& rows, const std::int8_t* query,
                                                                             std::int32_t* dots) {
    const __m512i raise = _mm512_set1_epi8(static_cast<char>(0x80));
    for (std::size_t row = 0; row < rows.count; ++row) {
        const std::int8_t* values = rows.first + row * rows.stride;
        __m512i sum = _mm512_setzero_si512();
        for (std::size_t i = 0; i < rows.stride; i += 64)
            sum = _mm512_dpbusd_epi32(sum, _mm512_xor_si512(_mm512_load_si512(query + i), raise),
                                      _mm512_load_si512(values + i));
        alignas(64) std::array<std::int32_t, 16> lanes;
        _mm512_store_si512(lanes.data(), sum);
        dots[row] = std::accumulate(lanes.begin(), lanes.end(), -128 * rows.sums[row]);
    }
}

#endif

using Scan = void (*)(const Rows&, const std::int8_t*, std::int32_t*);

Scan scan_of(Kernel kernel) {
#if defined(__x86_64__)
    constexpr std::array<Scan, 3> scans{scan_plain, scan_avx2, scan_avx512_vnni};
#else
    constexpr std::array<Scan, 3> scans{scan_plain, scan_plain, scan_plain};
#endif
    return scans[static_cast<std::size_t>(kernel)];
}

}  // namespace

std::string_view kernel_name(Kernel kernel) {
    constexpr std::array<std::string_view, 3> names{"plain", "avx2", "avx512_vnni"};
    return names[static_cast<std::size_t>(kernel)];
}

bool supported(Kernel kernel) {
#if defined(__x86_64__)
    if (kernel == Kernel::avx2) return __builtin_cpu_supports("avx2");
    if (kernel == Kernel::avx512_vnni)
        return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni");
#endif
    return kernel == Kernel::plain;
}

Kernel best_kernel() {
    static const Kernel best = supported(Kernel::avx512_vnni) ? Kernel::avx512_vnni
                               : supported(Kernel::avx2)      ? Kernel::avx2
                                                              : Kernel::plain;
    return best;
}

void scan(Kernel kernel, const Rows& rows, const std::int8_t* query, std::span<std::int32_t> dots) {
    assert(dots.size() >= rows.count && rows.stride % 64 == 0);
    scan_of(kernel)(rows, query, dots.data());
}

std::int32_t dot(Kernel kernel, const Rows& rows, std::size_t left, std::size_t right) {
    const Rows one{rows.first + right * rows.stride, 1, rows.stride, rows.sums + right};
    std::int32_t result = 0;
    scan_of(kernel)(one, rows.first + left * rows.stride, &result);
    return result;
}

std::string_view instructions_in_use() {
    constexpr std::array<std::string_view, 3> names{"plain", "AVX2", "AVX-512 VNNI"};
    return names[static_cast<std::size_t>(best_kernel())];
}

}  // namespace core::ranking
