// The Telegram bot.
#include "tg_client/serving.hpp"
#include "tg_client/settings.hpp"

#include <exception>
#include <iostream>

int main(int count, char** arguments) {
    try {
        tg_client::Settings settings;
        if (const auto exit = settings.read({arguments + 1, arguments + count}, KINOSOVET_VERSION))
            return exit->print();

        service_kit::Log log{"tg_client", settings.service.level()};
        service_kit::Metrics metrics;
        return tg_client::serve(settings, log, metrics, KINOSOVET_VERSION);
    } catch (const std::exception& error) {
        std::cerr << "tg_client: " << error.what() << '\n';
        return 1;
    }
}
