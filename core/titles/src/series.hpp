// Which films form a series, in the order they came out, and what the series is called in Russian and English.
//
// Built once, then only read by any number of threads.
#pragma once

#include "core/catalogue/catalogue.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace core::titles {

class Series {
public:
    explicit Series(std::span<const catalogue::FilmView> films);

    // The films of the series that `film` belongs to, by year; empty when it belongs to none.
    std::span<const std::uint32_t> films_with(std::uint32_t film) const;
    bool same(std::uint32_t film, std::uint32_t other) const;

    // The beginning, in whole folded words, that a title of `film` shares with another film of its series, and what
    // is left of the title: «гарри поттер» and «кубок огня». None when it is too short to be a name.
    struct SplitTitle {
        std::string start, rest;
    };
    static std::vector<SplitTitle> split_titles(std::span<const catalogue::FilmView> films,
                                                std::span<const std::uint32_t> series, std::uint32_t film);

    std::size_t memory_bytes() const noexcept;

private:
    std::vector<std::uint32_t> by_series_;  // films, series after series
    // For each film the range of its series in by_series_; empty for most.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges_;
};

}  // namespace core::titles
