#include "commands.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/encoder/sentence_encoder.hpp"
#include "hub.hpp"
#include "hub_cache.hpp"
#include "json_line.hpp"
#include "model_arrival.hpp"
#include "model_choice.hpp"
#include "model_store.hpp"
#include "terminal.hpp"

#include <algorithm>
#include <ostream>

namespace app {
namespace {

namespace json = boost::json;

struct ListedModel {
    std::string name{}, about{};
    std::filesystem::path folder{};  // empty where it is not here
    std::uintmax_t bytes{};
    bool made_index = false;
};

std::vector<ListedModel> all_models(const DataFolder& folder) {
    std::vector<ListedModel> models;
    for (const auto& known : known_models())
        models.push_back({std::string{known.name}, std::string{known.about}, {}, known.bytes});
    for (const auto& [name, place] : stored_models(folder)) {
        auto listed = std::ranges::find(models, name, &ListedModel::name);
        if (listed == models.end()) listed = models.insert(listed, {name});
        listed->folder = place;
        std::error_code unknown;
        listed->bytes = std::filesystem::file_size(place / "model.safetensors", unknown);
        if (unknown) listed->bytes = 0;
    }
    const auto indexed = core::catalogue::read_index_model(folder.catalogue());
    if (!indexed || !indexed.value()) return models;
    auto listed = std::ranges::find(models, *indexed.value(), &ListedModel::name);
    if (listed == models.end()) {
        listed = models.insert(listed, {*indexed.value()});
        if (const auto found = choose_model(listed->name, folder)) listed->folder = found.value().folder;
    }
    listed->made_index = true;
    return models;
}

std::string list_text(const std::vector<ListedModel>& models) {
    std::string text;
    for (const auto& model : models) {
        std::string state = model.folder.empty() ? "not here" : "here";
        if (model.bytes > 0) state += ", " + megabytes(model.bytes);
        if (model.made_index) state += ", made the index";
        const auto margin = model.name.size() < 22 ? 24 - model.name.size() : 2;
        text += model.name + std::string(margin, ' ') + state + "\n";
        if (!model.about.empty()) text += wrapped(model.about, 4);
        if (model.folder.empty()) text += wrapped("kinosovet model get " + model.name, 4);
    }
    return text;
}

std::string list_json(const std::vector<ListedModel>& models) {
    json::array array;
    for (const auto& model : models) {
        json::object object;
        object["name"] = model.name;
        object["here"] = !model.folder.empty();
        object["folder"] = model.folder.string();
        object["bytes"] = model.bytes;
        object["made_index"] = model.made_index;
        array.push_back(std::move(object));
    }
    return json_line({{"models", std::move(array)}}) + "\n";
}

}  // namespace

int list_models(const ModelListOptions& options, const DataFolder& folder, const Surroundings& surroundings) {
    const auto models = all_models(folder);
    surroundings.output << (options.json ? list_json(models) : list_text(models));
    return exit_done;
}

int get_model(const ModelGetOptions& options, const DataFolder& folder, const Surroundings& surroundings) {
    const auto model = read_model_name(options.name);
    if (!model)
        return report({"unknown_model", "\"" + options.name + "\" names no model",
                       "known are all-MiniLM-L6-v2, all-mpnet-base-v2, and any ORG/NAME of the hub"},
                      surroundings);
    if (!options.again && is_settled(*model, folder)) {
        surroundings.output << (folder.models() / model->name).string() << ": is there already\n";
        return exit_done;
    }
    const auto source = fetch_model(*model, options.from, folder, surroundings);
    if (!source) return report(source.error(), surroundings);
    surroundings.output << (folder.models() / model->name).string() << ": " << model->repository << " from "
                        << source.value() << ", checked\n";
    return exit_done;
}

}  // namespace app
