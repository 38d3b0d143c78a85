// Films by terms (keywords, players, directors) as sparse unit vectors, readable both ways.
//
// A term weighs as much as it is rare. Built once, then only read. Knows nothing of what the terms are.
#pragma once

#include "core/catalogue/catalogue.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace core::ranking {

class TermMatrix {
public:
    struct Entry {
        std::uint32_t id;  // of a film in a term's list, of a term in a film's
        float weight;
    };
    using TermsOf = std::function<std::span<const catalogue::Term>(std::size_t film)>;

    TermMatrix() = default;

    // `terms_of(film)` for each film below `films`, terms below `terms`. `doubt` is how many unknown terms of middling
    // rarity a film is taken to have besides: two films of which one term each is known are not alike to 1.
    TermMatrix(std::size_t films, std::size_t terms, const TermsOf& terms_of, float doubt);

    // The film's terms by number; the squares of their weights sum to less than 1 by as much as doubt holds.
    std::span<const Entry> of(catalogue::FilmIndex film) const { return slice(film_starts_, of_film_, film.value); }

    // The films that have `term`, with the same weights.
    std::span<const Entry> with(catalogue::Term term) const { return slice(term_starts_, of_term_, term); }

    // ln(films / films with the term): 0 for what all have.
    float rarity(catalogue::Term term) const { return rarity_[term]; }

    // The cosine of two films.
    float similarity(catalogue::FilmIndex left, catalogue::FilmIndex right) const;

    // The shared terms, the rarest first.
    std::vector<catalogue::Term> shared(catalogue::FilmIndex left, catalogue::FilmIndex right) const;

private:
    static std::span<const Entry> slice(const std::vector<std::uint32_t>& starts, const std::vector<Entry>& entries,
                                        std::size_t at) {
        return std::span{entries}.subspan(starts[at], starts[at + 1] - starts[at]);
    }
    void count_films(std::size_t films, std::size_t terms, const TermsOf& terms_of);
    void weigh(std::size_t films, float doubt);
    void turn(std::size_t films, std::size_t terms);

    std::vector<std::uint32_t> film_starts_, term_starts_;
    std::vector<Entry> of_film_, of_term_;
    std::vector<float> rarity_;
};

}  // namespace core::ranking
