#include "reference_cases.hpp"

#include <fstream>
#include <stdexcept>

#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>

namespace core::encoder {

std::filesystem::path folder_of(const ReferenceModel& model) {
    return std::filesystem::path{KINOSOVET_MODELS_DIR} / model.folder;
}

std::vector<ReferenceCase> reference_cases(const ReferenceModel& model) {
    std::ifstream file{KINOSOVET_SOURCE_DIR "/core/encoder/tests/data/cases.jsonl"};
    std::vector<ReferenceCase> cases;
    for (std::string line; std::getline(file, line);) {
        const auto value = boost::json::parse(line);
        const auto& object = value.as_object();
        cases.push_back({boost::json::value_to<std::string>(object.at("text")),
                         boost::json::value_to<std::vector<TokenId>>(object.at(model.key + "_ids")),
                         boost::json::value_to<std::vector<float>>(object.at(model.key + "_vector"))});
    }
    if (cases.empty()) throw std::runtime_error{"tests/data/cases.jsonl holds no cases"};
    return cases;
}

}  // namespace core::encoder
