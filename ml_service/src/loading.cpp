#include "ml_service/loading.hpp"

#include "ml_service/films_api.hpp"
#include "ml_service/posters_api.hpp"

#include <stdexcept>

#include <malloc.h>

namespace ml_service {
namespace {

[[noreturn]] void refuse(const core::Fault& fault) {
    throw std::runtime_error{fault.message + (fault.remedy.empty() ? "" : ": " + fault.remedy)};
}

}  // namespace

service_kit::Loader film_loader(const DataFolder& folder, const posters::Posters& posters, service_kit::Log& log,
                                service_kit::Metrics& metrics) {
    return [folder, &posters, &log, &metrics] {
        auto loaded = core::ranking::LoadedFilms::load(folder.film_files());
        if (!loaded) refuse(loaded.error());
        const auto films = std::move(loaded).value();
        if (const auto prepared = films->prepare(); !prepared) refuse(prepared.error());
        if (!films->is_indexed())
            log.write(service_kit::LogLevel::warning, "the catalogue is not indexed, so meaning does not count",
                      {{"remedy", "run kinosovet index"}});
        log.write(service_kit::LogLevel::info, "loaded",
                  {{"films", static_cast<std::int64_t>(films->films().size())},
                   {"index_version", films->version()},
                   {"catalogue", folder.catalogue().native()}});
        auto served = std::make_shared<service_kit::Served>();
        served->routes = routes_of(std::make_shared<const FilmsApi>(films, metrics));
        for (auto& route : routes_of(std::make_shared<const PostersApi>(films, posters, metrics)))
            served->routes.push_back(std::move(route));
        malloc_trim(0);  // what loading needed for a moment goes back to the system
        return std::shared_ptr<const service_kit::Served>{served};
    };
}

}  // namespace ml_service
