// Gives every film of a catalogue the vector of what it is about.
//
// The recipe: two texts a film (natural sentences, and the story alone) are encoded, the mean of all films is taken off
// each, and the sum of the two unit vectors is stored as a unit vector in int8. Long work: it tells how far it is, can
// be stopped after any batch, and finds in its cache what was done before.
#pragma once

#include "core/base/result.hpp"
#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/catalogue/encoding_cache.hpp"
#include "core/encoder/sentence_encoder.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace core::ranking {

// What the encoder reads of one film, in English. Both are empty of the title where nothing else is known, since a
// title's words alone mislead.
struct FilmTexts {
    std::string natural{};  // "Title (year). Genres. Keywords. Synopsis"
    std::string story{};    // genres, keywords and the sentences of the synopsis that are not credits
};

FilmTexts texts_of(const catalogue::FilmView& film, const catalogue::Catalogue& films);

struct IndexProgress {
    std::size_t encoded{};   // texts, by this run
    std::size_t reused{};    // texts found in the cache
    std::size_t distinct{};  // texts in all
};

// Hears of every batch; an answer of false stops the work after it.
using IndexListener = std::function<bool(const IndexProgress&)>;

struct IndexTools {
    const encoder::SentenceEncoder& encoder;
    catalogue::EncodingCache& cache;
    std::string model{};  // its name, stored with the vectors
};

// The vectors of all `films`, in their order. Fails with index_stopped when the listener said so, or as the cache does.
Result<catalogue::VectorIndex> build_index(const catalogue::Catalogue& films, const IndexTools& tools,
                                           const IndexListener& listener);

}  // namespace core::ranking
