// Finds films by what is told of them: "ограбление казино", "sad film about a dog", "фильмы Тарантино".
//
// Words are weighed by BM25 over stems of keywords, genres, people, countries and synopses in both languages; meaning
// is the cosine to the films' vectors. Built on demand, since few requests need it; then only read, by any number of
// threads. Knows nothing of titles.
#pragma once

#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/encoder/sentence_encoder.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace core::ranking {

struct Described {
    catalogue::FilmIndex film{};
    float confidence{};  // 0 to 1
};

class DescriptionSearch {
public:
    explicit DescriptionSearch(const catalogue::Catalogue& films);
    ~DescriptionSearch();
    DescriptionSearch(DescriptionSearch&&) noexcept;
    DescriptionSearch& operator=(DescriptionSearch&&) noexcept;

    // The films whose descriptions have the words of `text`, best first, `limit` at most; none when no word is known.
    std::vector<Described> by_words(std::string_view text, std::size_t limit) const;

    // The same, by meaning as well: `encoder` must be the one that made `index`. Text that means nothing to either
    // finds nothing.
    std::vector<Described> search(std::string_view text, const encoder::SentenceEncoder& encoder,
                                  const catalogue::VectorIndex& index, std::size_t limit) const;

    // `text` as far as the encoder, which knows English only, can read it: itself, or for Russian the English names of
    // the genres, countries and keywords in it. Empty where nothing can be read.
    std::string in_english(std::string_view text) const;

private:
    struct State;
    std::unique_ptr<const State> state_;
};

}  // namespace core::ranking
