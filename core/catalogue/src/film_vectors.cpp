#include "core/catalogue/film_vectors.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <numeric>

namespace core::catalogue {

FilmVectors::FilmVectors(std::size_t size, std::size_t dimensions)
    : dimensions_{dimensions},
      stride_{(dimensions + 63) / 64 * 64},
      block_{new(std::align_val_t{64}) std::int8_t[size * stride_]()},
      scales_(size, 0.0F),
      closest_(size, 1.0F),
      sums_(size, 0) {}

void FilmVectors::set(FilmIndex film, std::span<const float> values) {
    assert(values.size() == dimensions_);
    float largest = 0;
    for (const float value : values) largest = std::max(largest, std::abs(value));
    std::vector<std::int8_t> quantized(dimensions_, 0);
    if (largest > 0)
        std::ranges::transform(values, quantized.begin(), [largest](float value) {
            return static_cast<std::int8_t>(std::lround(value / largest * 127.0F));
        });
    set(film, quantized, largest / 127.0F);
}

void FilmVectors::set(FilmIndex film, std::span<const std::int8_t> quantized, float scale) {
    assert(quantized.size() == dimensions_ && film.value < size());
    std::memcpy(block_.get() + film.value * stride_, quantized.data(), dimensions_);
    scales_[film.value] = scale;
    sums_[film.value] = std::accumulate(quantized.begin(), quantized.end(), std::int32_t{0});
}

}  // namespace core::catalogue
