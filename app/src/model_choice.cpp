#include "model_choice.hpp"

#include "checksum.hpp"

#include <algorithm>
#include <system_error>
#include <vector>

namespace app {
namespace {

namespace fs = std::filesystem;

bool is_model(const fs::path& folder) {
    std::error_code ignored;
    return fs::exists(folder / "config.json", ignored) || fs::exists(folder / "modules.json", ignored);
}

}  // namespace

core::Result<ModelChoice> choose_model(const std::string& wanted, const DataFolder& folder) {
    const bool is_path = wanted.starts_with('.') || wanted.starts_with('/');
    if (const auto known = folder.model(wanted); !is_path && is_model(known)) return ModelChoice{wanted, known};
    std::error_code ignored;
    if (is_model(wanted)) {
        const auto full = fs::canonical(wanted, ignored);
        return ModelChoice{full.string(), full};
    }
    if (is_path || fs::is_directory(wanted, ignored))
        return core::Fault{"model_missing", "there is no model in " + wanted,
                           "name a folder as sentence-transformers saves it, with config.json"};
    return core::Fault{"model_missing", "the model " + wanted + " is not here",
                       "fetch it with kinosovet model get " + wanted};
}

std::string model_fingerprint(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code ignored;
    for (const auto& entry : fs::recursive_directory_iterator{folder, ignored}) {
        const auto ending = entry.path().extension();
        if (ending == ".json" || ending == ".txt" || ending == ".safetensors") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    Checksum sum;
    for (const auto& file : files)
        sum.add(file.lexically_relative(folder).string() + " " + sha256_of(file).value_or("unreadable") + "\n");
    return sum.digest();
}

}  // namespace app
