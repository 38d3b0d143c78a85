// One film recorded under several names, found out once so that it is shown once.
//
// Two records are one film when they bear the same public id, or the same title in either language in about the same
// year by the same director; of an alias the director must be known. Built once, then only read.
#pragma once

#include "core/catalogue/catalogue.hpp"
#include "folded_titles.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace core::ranking {

class Twins {
public:
    Twins(const catalogue::Catalogue& films, const FoldedTitles& titles);

    // The record that stands for all of them, the most voted one: `film` itself for nearly every film.
    catalogue::FilmIndex face(catalogue::FilmIndex film) const { return {face_[film.value]}; }

    // All films that another one stands for.
    std::span<const catalogue::FilmIndex> hidden() const { return hidden_; }

private:
    std::vector<std::uint32_t> face_;
    std::vector<catalogue::FilmIndex> hidden_;
};

}  // namespace core::ranking
