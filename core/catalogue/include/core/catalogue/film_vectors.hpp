// What each film means, as one int8 vector per film in the catalogue's order.
//
// All rows lie in one block aligned to 64 bytes, so that a scan reads it straight through. Plain memory: filled once,
// then read by any number of threads. Knows neither who made the vectors nor who searches them.
#pragma once

#include "core/catalogue/catalogue.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <vector>

namespace core::catalogue {

class FilmVectors {
public:
    // Room for `size` vectors of `dimensions` values, all zero. A film that was never encoded keeps its zeros: it is
    // equally far from everything.
    FilmVectors(std::size_t size, std::size_t dimensions);

    std::size_t size() const noexcept { return scales_.size(); }
    std::size_t dimensions() const noexcept { return dimensions_; }
    std::size_t stride() const noexcept { return stride_; }  // bytes from row to row, a multiple of 64; padded by zeros

    // Stores `values`, dimensions() of them, rounded to 127 steps of the largest.
    void set(FilmIndex film, std::span<const float> values);
    // Stores a row as it was read from a file: its value i is `scale` times `quantized`[i].
    void set(FilmIndex film, std::span<const std::int8_t> quantized, float scale);

    std::span<const std::int8_t> row(FilmIndex film) const { return {block() + film.value * stride_, dimensions_}; }
    float scale(FilmIndex film) const { return scales_[film.value]; }
    // No other film's cosine to this one is greater: 1 until set_closest() tells something less.
    float closest(FilmIndex film) const { return closest_[film.value]; }
    void set_closest(FilmIndex film, float cosine) { closest_[film.value] = cosine; }
    std::int32_t sum(FilmIndex film) const { return sums_[film.value]; }  // of the row's int8 values
    const std::int8_t* block() const noexcept { return block_.get(); }

private:
    struct AlignedDelete {
        void operator()(std::int8_t* memory) const { ::operator delete[](memory, std::align_val_t{64}); }
    };
    std::size_t dimensions_;
    std::size_t stride_;
    std::unique_ptr<std::int8_t[], AlignedDelete> block_;
    std::vector<float> scales_;
    std::vector<float> closest_;
    std::vector<std::int32_t> sums_;
};

}  // namespace core::catalogue
