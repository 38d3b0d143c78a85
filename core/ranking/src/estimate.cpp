#include "estimate.hpp"

#include <array>

namespace core::ranking {
namespace {

// One body, compiled for each kind of CPU. Conditions are factors of 0 and 1, since a branch would not be vectorised.
__attribute__((always_inline)) inline void estimate_films(const EstimateColumns& films, const EstimateTerms& liked,
                                                          std::size_t count, float* __restrict known,
                                                          float* __restrict reach) {
    const float meaning_known = 1 - liked.meaning_without_theme;
    const float genres_known = 1 - liked.genres_with_theme;
    for (std::size_t film = 0; film < count; ++film) {
        const float theme = liked.theme * films.theme[film];
        const std::uint32_t genres = films.genres[film];
        const float same_tradition = films.tradition[film] == liked.own_tradition ? 1.0F : 0.0F;
        const float same_language = films.language[film] == liked.own_language ? 1.0F : 0.0F;
        const float facts = 1 + liked.facts_without_theme * (1 - theme);
        known[film] = films.by_genres[genres] * (1 - genres_known * theme) + films.sparse[film] +
                      same_tradition * liked.tradition * facts + same_language * liked.language +
                      films.era[films.year[film]] + liked.prior * films.prior[film];
        reach[film] = films.meaning_by_genres[genres] * (liked.meaning_without_theme + meaning_known * theme);
    }
}

using Estimate = void (*)(const EstimateColumns&, const EstimateTerms&, std::size_t, float*, float*);

void estimate_plain(const EstimateColumns& films, const EstimateTerms& liked, std::size_t count, float* known,
                    float* reach) {
    estimate_films(films, liked, count, known, reach);
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) void estimate_avx2(const EstimateColumns& films, const EstimateTerms& liked,
                                                   std::size_t count, float* known, float* reach) {
    estimate_films(films, liked, count, known, reach);
}

__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,prefer-vector-width=512"))) void estimate_avx512(
    const EstimateColumns& films, const EstimateTerms& liked, std::size_t count, float* known, float* reach) {
    estimate_films(films, liked, count, known, reach);
}

constexpr std::array<Estimate, 3> estimates{estimate_plain, estimate_avx2, estimate_avx512};

#else

constexpr std::array<Estimate, 3> estimates{estimate_plain, estimate_plain, estimate_plain};

#endif

}  // namespace

void estimate(Kernel kernel, const EstimateColumns& films, const EstimateTerms& liked, std::size_t count, float* known,
              float* reach) {
    estimates[static_cast<std::size_t>(kernel)](films, liked, count, known, reach);
}

}  // namespace core::ranking
