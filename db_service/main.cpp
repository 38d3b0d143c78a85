// History, ratings and sessions over HTTP.
#include "db_service/serving.hpp"
#include "db_service/settings.hpp"

#include <exception>
#include <iostream>

int main(int count, char** arguments) {
    try {
        db_service::Settings settings;
        if (const auto exit = settings.read({arguments + 1, arguments + count}, KINOSOVET_VERSION))
            return exit->print();

        service_kit::Log log{"db_service", settings.service.level()};
        service_kit::Metrics metrics;
        return db_service::serve(settings, log, metrics, KINOSOVET_VERSION);
    } catch (const std::exception& error) {
        std::cerr << "db_service: " << error.what() << '\n';
        return 1;
    }
}
