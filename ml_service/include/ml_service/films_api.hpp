// The recommender's HTTP API: every route of ml_service, over one loaded set of films.
//
// Immutable, any number of threads. Reloading makes another one. Knows nothing of sockets, files or settings.
#pragma once

#include "api/film_requests.hpp"
#include "api/problem.hpp"
#include "core/ranking/loaded_films.hpp"
#include "service_kit/metrics.hpp"
#include "service_kit/route.hpp"

#include <memory>
#include <vector>

namespace ml_service {

class FilmsApi {
public:
    // `metrics` must outlive it.
    FilmsApi(std::shared_ptr<const core::ranking::LoadedFilms> films, service_kit::Metrics& metrics);

    api::Outcome<api::RecommendAnswer> recommend(const api::RecommendRequest& asked,
                                                 const service_kit::Call& call) const;
    api::Outcome<api::SearchAnswer> search(const api::SearchQuery& asked, const service_kit::Call& call) const;
    api::Outcome<api::FilmAnswer> film(const api::FilmQuery& asked, const service_kit::Call& call) const;
    api::Outcome<api::FilmAnswer> random(const api::RandomQuery& asked, const service_kit::Call& call) const;
    api::Outcome<api::RecommendAnswer> similar(const api::SimilarQuery& asked, const service_kit::Call& call) const;
    api::Outcome<api::MatchAnswer> match(const api::MatchRequest& asked, const service_kit::Call& call) const;

private:
    api::Outcome<api::RecommendAnswer> advise(const core::ranking::AdviceRequest& request,
                                              api::Language language) const;
    std::optional<api::Match> match_one(const api::MatchItem& item) const;

    std::shared_ptr<const core::ranking::LoadedFilms> films_;
    service_kit::Counter &by_title_, &by_description_, &choices_offered_, &unknown_;
};

// The whole API, a line a route.
std::vector<service_kit::Route> routes_of(const std::shared_ptr<const FilmsApi>& films);

}  // namespace ml_service
