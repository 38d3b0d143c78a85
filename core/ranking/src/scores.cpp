#include "scores.hpp"

#include <utility>

namespace core::ranking {

using catalogue::FilmIndex;

void Scores::begin(std::size_t films) {
    known_.assign(films, 0.0F);
    reach_.assign(films, 0.0F);
}

void Scores::begin(const Blend& blend, FilmIndex liked, BlendScratch& scratch) {
    blend_ = &blend;
    liked_ = liked;
    most_ = blend.most_meaning(liked);
    known_.resize(blend.size());
    reach_.resize(blend.size());
    blend.estimate_all(liked, Scope::everything, scratch, {known_, reach_});
}

float Scores::settle(FilmIndex film) {
    if (!is_settled(film)) known_[film.value] += blend_->meaning(liked_, film, std::exchange(reach_[film.value], 0.0F));
    return known_[film.value];
}

void Scores::forbid(FilmIndex film) {
    known_[film.value] = never;
    reach_[film.value] = 0;
}

}  // namespace core::ranking
