// Makes what ml_service serves from the files in a data folder.
#pragma once

#include "ml_service/data_folder.hpp"
#include "posters/posters.hpp"
#include "service_kit/log.hpp"
#include "service_kit/service.hpp"

namespace ml_service {

// Loads the catalogue, its index and the model; throws std::runtime_error with what is wrong and what mends it. A
// catalogue without an index is served, with a warning: meaning does not count then. References are kept.
service_kit::Loader film_loader(const DataFolder& folder, const posters::Posters& posters, service_kit::Log& log,
                                service_kit::Metrics& metrics);

}  // namespace ml_service
