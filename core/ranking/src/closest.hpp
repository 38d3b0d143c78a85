// How near to each film the nearest other one is: what lets a search leave most vectors unread.
#pragma once

#include "core/catalogue/film_vectors.hpp"

namespace core::ranking {

// Tells `vectors` of every film the greatest cosine to any other, or 0 where all are below. Compares all with all on
// all cores, block by block so that rows are read from the processor's cache: seconds for tens of thousands of films.
void find_closest(catalogue::FilmVectors& vectors);

}  // namespace core::ranking
