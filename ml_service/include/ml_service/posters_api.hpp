// The routes about what others have of a film: its poster, their ratings and descriptions.
//
// Over one loaded set of films, like FilmsApi. Immutable, any number of threads; its handlers wait for other servers,
// so they run on the threads of the posters.
#pragma once

#include "api/details.hpp"
#include "api/film_requests.hpp"
#include "api/problem.hpp"
#include "core/ranking/loaded_films.hpp"
#include "posters/posters.hpp"
#include "service_kit/metrics.hpp"
#include "service_kit/route.hpp"

#include <memory>
#include <vector>

namespace ml_service {

class PostersApi {
public:
    // `posters` and `metrics` must outlive it.
    PostersApi(std::shared_ptr<const core::ranking::LoadedFilms> films, const posters::Posters& posters,
               service_kit::Metrics& metrics);

    api::Outcome<service_kit::Response> poster(const api::PosterQuery& asked, const service_kit::Call& call) const;
    api::Outcome<api::DetailsAnswer> details(const api::FilmQuery& asked, const service_kit::Call& call) const;

    std::shared_ptr<service_kit::Workers> workers() const { return posters_.workers(); }

private:
    std::shared_ptr<const core::ranking::LoadedFilms> films_;
    const posters::Posters& posters_;
    service_kit::Metrics& metrics_;
};

std::vector<service_kit::Route> routes_of(const std::shared_ptr<const PostersApi>& posters);

}  // namespace ml_service
