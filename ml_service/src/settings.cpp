#include "ml_service/settings.hpp"

namespace ml_service {

std::optional<service_kit::SettingsExit> Settings::read(std::vector<std::string> arguments,
                                                        const std::string& version) {
    service_kit::SettingsReader reader{"ml_service", "The recommender over HTTP: see /docs once it runs.", version};
    service.port = 8000;
    service.add_to(reader);
    reader.add("data", data, "Folder of the catalogue and the models", "KINOSOVET_DATA");
    posters.add_to(reader);
    return reader.read(std::move(arguments));
}

}  // namespace ml_service
