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

}  // namespace ml_service
