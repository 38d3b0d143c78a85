// Where the catalogue and the models lie.
//
// One folder: catalogue.sqlite, encodings.sqlite (what indexing did so far) and models/. Named by --data, else by
// KINOSOVET_DATA, else $XDG_DATA_HOME/kinosovet (~/.local/share/kinosovet); where none of these has a catalogue, the
// folder share/kinosovet beside the program's own, as `make build` and `make install` lay it out.
#pragma once

#include "core/ranking/loaded_films.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ml_service {

// What of the process decides where data lies.
struct Whereabouts {
    std::function<std::optional<std::string>(const char*)> environment{};
    std::string program{};  // where the program itself lies
};

// Where the fonts of the cards lie beside `program`.
std::filesystem::path fonts_beside(const std::string& program);

class DataFolder {
public:
    // The folder to read from.
    static DataFolder to_read(const std::string& named, const Whereabouts& whereabouts);
    // The folder to write to: the same, but one that was named or is the person's own before the program's.
    static DataFolder to_write(const std::string& named, const Whereabouts& whereabouts);

    const std::filesystem::path& path() const { return folder_; }
    std::filesystem::path catalogue() const { return folder_ / "catalogue.sqlite"; }
    std::filesystem::path encodings() const { return folder_ / "encodings.sqlite"; }
    // Where new models go.
    const std::filesystem::path& models() const { return models_.front(); }
    // Where models are looked for: a person's own folder, and beside the program.
    const std::vector<std::filesystem::path>& all_models() const { return models_; }
    // What the films are loaded from; keeps a copy of this folder.
    core::ranking::FilmFiles film_files() const;
    // The folder of `model`: here, else beside the program. A model that is named by its full path lies there.
    std::filesystem::path model(const std::string& model) const;

private:
    DataFolder(std::filesystem::path folder, std::vector<std::filesystem::path> models)
        : folder_{std::move(folder)}, models_{std::move(models)} {}
    std::filesystem::path folder_;
    std::vector<std::filesystem::path> models_;
};

}  // namespace ml_service
