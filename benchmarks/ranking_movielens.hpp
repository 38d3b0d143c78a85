// What people who like one film like too, from a MovieLens data set as it is downloaded.
//
// Reads ratings.csv.gz; a rating of four stars or more is a like. The data may not be redistributed, so it is read
// where it lies and nothing of it is kept.
#pragma once

#include "core/base/result.hpp"
#include "core/catalogue/catalogue.hpp"

#include <bitset>
#include <filesystem>
#include <vector>

namespace benchmarks {

// One query film and how relevant each candidate is to it, by two measures.
struct CoLikes {
    core::catalogue::FilmIndex query;
    std::vector<float> lift;    // by candidate; 0 but for the thirty highest, and for the query itself
    std::vector<float> cosine;  // by candidate; 0 for the query itself
};

struct MovieLens {
    std::vector<core::catalogue::FilmIndex> candidates;
    std::vector<CoLikes> halves[2];  // the same queries judged by one half of the people and by the other
};

// The likes in `folder` as relevances between films of `films`. Fails with movielens_unreadable.
core::Result<MovieLens> read_movielens(const std::filesystem::path& folder, const core::catalogue::Catalogue& films);

}  // namespace benchmarks
