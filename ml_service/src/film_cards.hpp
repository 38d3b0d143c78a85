// Films of the catalogue as the API's messages, in the language that was asked for.
//
// Pure functions; names fall back to the other language where the catalogue has none in the one asked for.
#pragma once

#include "api/film_requests.hpp"
#include "core/catalogue/catalogue.hpp"
#include "core/ranking/recommender.hpp"
#include "core/titles/title_index.hpp"

#include <span>
#include <vector>

namespace ml_service {

// What a card is made from and how.
struct CardMaker {
    const core::catalogue::Catalogue& films;
    api::Language language = api::Language::ru;

    api::FilmName name(core::catalogue::FilmIndex film) const;
    api::Candidate candidate(const core::titles::Candidate& candidate) const;
    std::vector<api::Candidate> candidates(std::span<const core::titles::Candidate> all) const;
    api::FilmCard card(core::catalogue::FilmIndex film) const;
    api::FilmAnswer whole(core::catalogue::FilmIndex film) const;
    api::Recommendation recommendation(const core::ranking::Recommendation& one) const;
    // One that was found by its description: there are no shares to tell.
    api::Recommendation described(const core::ranking::Recommendation& one) const;
};

// Four decimals are enough for shares and confidences.
double rounded(double number);

}  // namespace ml_service
