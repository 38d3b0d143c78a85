// Films waiting to be written, packed: 1.2 million of them with their descriptions are under a gigabyte.
//
// Names of people, genres and the like are kept once; a film is one run of bytes. For one thread.
#pragma once

#include "core/catalogue/film.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace core::catalogue {

class StagedFilms {
public:
    std::uint32_t add(const Film& film);  // its row, from 0
    void replace(std::uint32_t row, const Film& film) { records_[row] = packed(film); }
    Film film(std::uint32_t row) const;
    std::size_t size() const noexcept { return records_.size(); }

private:
    std::string packed(const Film& film);
    std::uint32_t number_of(const std::string& name);

    std::vector<std::string> records_;
    std::deque<std::string> names_;
    std::unordered_map<std::string_view, std::uint32_t> numbers_;  // of names_
};

}  // namespace core::catalogue
