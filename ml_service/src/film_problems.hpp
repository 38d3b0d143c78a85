// What is said where a film is not there.
#pragma once

#include "api/problem.hpp"

#include <string>

namespace ml_service {

inline api::Problem unknown_id(const std::string& id) {
    return {.status = 404,
            .code = "unknown_film",
            .title = "There is no such film",
            .detail = "no film has the id " + id,
            .remedy = "find its id with /films/search"};
}

inline api::Problem no_film_left() {
    return {.status = 404,
            .code = "no_film_left",
            .title = "There is no such film",
            .detail = "no film fulfils the conditions, or all that do are excluded",
            .remedy = "ask for more years, fewer genres left out, or fewer films excluded"};
}

}  // namespace ml_service
