#include "data_folder.hpp"

namespace app {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

fs::path own_folder(const Surroundings& surroundings) {
    if (const auto data_home = surroundings.environment("XDG_DATA_HOME"); data_home && !data_home->empty())
        return fs::path{*data_home} / "kinosovet";
    const auto home = surroundings.environment("HOME");
    return fs::path{home.value_or(".")} / ".local" / "share" / "kinosovet";
}

fs::path named_folder(const std::string& named, const Surroundings& surroundings) {
    return named.empty() ? surroundings.environment("KINOSOVET_DATA").value_or("") : named;
}

fs::path beside_program(const Surroundings& surroundings) {
    return fs::path{surroundings.program}.parent_path().parent_path() / "share" / "kinosovet";
}

}  // namespace

DataFolder DataFolder::to_write(const std::string& named, const Surroundings& surroundings) {
    auto folder = named_folder(named, surroundings);
    if (folder.empty()) folder = own_folder(surroundings);
    return {folder, {folder / "models", beside_program(surroundings) / "models"}};
}

DataFolder DataFolder::to_read(const std::string& named, const Surroundings& surroundings) {
    auto folder = to_write(named, surroundings);
    const bool is_named = !named_folder(named, surroundings).empty();
    const auto beside = beside_program(surroundings);
    if (!is_named && !is_there(folder.catalogue()) && is_there(beside / "catalogue.sqlite")) folder.folder_ = beside;
    return folder;
}

core::ranking::FilmFiles DataFolder::film_files() const {
    return {catalogue(), [folder = *this](const std::string& name) { return folder.model(name); }};
}

fs::path DataFolder::model(const std::string& model) const {
    if (fs::path{model}.is_absolute()) return model;
    for (const auto& models : models_)
        if (is_there(models / model)) return models / model;
    return models_.front() / model;
}

}  // namespace app
