// The recommender over HTTP.
#include "ml_service/loading.hpp"
#include "ml_service/settings.hpp"

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

namespace {

std::optional<std::string> environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::nullopt : std::optional<std::string>{value};
}

}  // namespace

int main(int count, char** arguments) {
    try {
        ml_service::Settings settings;
        if (const auto exit = settings.read({arguments + 1, arguments + count}, KINOSOVET_VERSION))
            return exit->print();

        std::error_code unknown;
        const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown).string();
        const auto folder = ml_service::DataFolder::to_read(settings.data, {environment, program});
        service_kit::Log log{"ml_service", settings.service.level()};
        service_kit::Metrics metrics;
        service_kit::Service service{
            settings.service,
            {"ml_service", "Name a film, get films like it, each with the reason why.", KINOSOVET_VERSION},
            log,
            metrics};
        const posters::Posters posters{settings.posters, ml_service::fonts_beside(program), service.loop(), metrics};
        return service.run(ml_service::film_loader(folder, posters, log, metrics));
    } catch (const std::exception& error) {
        std::cerr << "ml_service: " << error.what() << '\n';
        return 1;
    }
}
