#include "term_matrix.hpp"

#include <algorithm>
#include <cmath>

namespace core::ranking {

using catalogue::FilmIndex;
using catalogue::Term;

TermMatrix::TermMatrix(std::size_t films, std::size_t terms, const TermsOf& terms_of, float doubt) {
    count_films(films, terms, terms_of);
    weigh(films, doubt);
    turn(films, terms);
}

void TermMatrix::count_films(std::size_t films, std::size_t terms, const TermsOf& terms_of) {
    std::vector<std::uint32_t> counts(terms, 0);
    film_starts_.assign(1, 0);
    std::vector<Term> own;
    for (std::size_t film = 0; film < films; ++film) {
        const auto listed = terms_of(film);
        own.assign(listed.begin(), listed.end());
        std::ranges::sort(own);
        const auto repeated = std::ranges::unique(own);
        own.erase(repeated.begin(), repeated.end());
        for (const Term term : own) {
            of_film_.push_back({term, 0.0F});
            ++counts[term];
        }
        film_starts_.push_back(static_cast<std::uint32_t>(of_film_.size()));
    }
    rarity_.resize(terms);
    std::ranges::transform(counts, rarity_.begin(), [films](std::uint32_t count) {
        return count == 0 ? 0.0F : std::log(static_cast<float>(films) / static_cast<float>(count));
    });
}

void TermMatrix::weigh(std::size_t films, float doubt) {
    double squares = 0;
    for (const Entry& entry : of_film_) squares += static_cast<double>(rarity_[entry.id] * rarity_[entry.id]);
    const auto typical = of_film_.empty() ? 0.0F : static_cast<float>(squares / static_cast<double>(of_film_.size()));
    for (std::size_t film = 0; film < films; ++film) {
        const std::span own =
            std::span{of_film_}.subspan(film_starts_[film], film_starts_[film + 1] - film_starts_[film]);
        float sum = doubt * typical;
        for (const Entry& entry : own) sum += rarity_[entry.id] * rarity_[entry.id];
        const float length = std::sqrt(sum);
        if (length > 0)
            for (Entry& entry : own) entry.weight = rarity_[entry.id] / length;
    }
}

void TermMatrix::turn(std::size_t films, std::size_t terms) {
    term_starts_.assign(terms + 1, 0);
    for (const Entry& entry : of_film_) ++term_starts_[entry.id + 1];
    for (std::size_t term = 0; term < terms; ++term) term_starts_[term + 1] += term_starts_[term];
    of_term_.resize(of_film_.size());
    auto next = term_starts_;
    for (std::size_t film = 0; film < films; ++film)
        for (const Entry& entry : of(FilmIndex{static_cast<std::uint32_t>(film)}))
            of_term_[next[entry.id]++] = {static_cast<std::uint32_t>(film), entry.weight};
}

float TermMatrix::similarity(FilmIndex left, FilmIndex right) const {
    const auto theirs = of(right);
    auto at = theirs.begin();
    float sum = 0;
    for (const Entry& entry : of(left)) {
        while (at != theirs.end() && at->id < entry.id) ++at;
        if (at != theirs.end() && at->id == entry.id) sum += entry.weight * at->weight;
    }
    return sum;
}

std::vector<Term> TermMatrix::shared(FilmIndex left, FilmIndex right) const {
    const auto theirs = of(right);
    std::vector<Term> terms;
    for (const Entry& entry : of(left))
        if (std::ranges::binary_search(theirs, entry.id, {}, &Entry::id)) terms.push_back(entry.id);
    std::ranges::stable_sort(terms, std::ranges::greater{}, [this](Term term) { return rarity(term); });
    return terms;
}

}  // namespace core::ranking
