// A film of an opened catalogue as the record it was made from.
//
// The way back from the compact view: what write_catalogue() was given comes out again, so that a catalogue can be
// exported, merged with new films and written anew. Reads only; any number of threads.
#pragma once

#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/film.hpp"

namespace core::catalogue {

// All that `films` knows of `film`. The average of the votes is exact to a thousandth, as in a text file.
Film film_of(const Catalogue& films, FilmIndex film);

}  // namespace core::catalogue
