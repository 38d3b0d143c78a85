// A row of ratings as it is told.
#pragma once

#include "api/ratings.hpp"
#include "query.hpp"

namespace db_service {

// Columns as list_ratings gives them.
api::RatedFilm rated_film(const Query& row);

}  // namespace db_service
