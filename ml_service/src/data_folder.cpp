#include "ml_service/data_folder.hpp"

namespace ml_service {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

fs::path own_folder(const Whereabouts& whereabouts) {
    if (const auto data_home = whereabouts.environment("XDG_DATA_HOME"); data_home && !data_home->empty())
        return fs::path{*data_home} / "kinosovet";
    const auto home = whereabouts.environment("HOME");
    return fs::path{home.value_or(".")} / ".local" / "share" / "kinosovet";
}

fs::path named_folder(const std::string& named, const Whereabouts& whereabouts) {
    return named.empty() ? whereabouts.environment("KINOSOVET_DATA").value_or("") : named;
}

fs::path beside_program(const Whereabouts& whereabouts) {
    return fs::path{whereabouts.program}.parent_path().parent_path() / "share" / "kinosovet";
}

}  // namespace

fs::path fonts_beside(const std::string& program) { return beside_program({.program = program}) / "fonts"; }

DataFolder DataFolder::to_write(const std::string& named, const Whereabouts& whereabouts) {
    auto folder = named_folder(named, whereabouts);
    if (folder.empty()) folder = own_folder(whereabouts);
    return {folder, {folder / "models", beside_program(whereabouts) / "models"}};
}

DataFolder DataFolder::to_read(const std::string& named, const Whereabouts& whereabouts) {
    auto folder = to_write(named, whereabouts);
    const bool is_named = !named_folder(named, whereabouts).empty();
    const auto beside = beside_program(whereabouts);
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

}  // namespace ml_service
