#include "hub_cache.hpp"

#include <fstream>
#include <system_error>

namespace app {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> set_in(const Surroundings& surroundings, const char* name) {
    auto value = surroundings.environment(name);
    return value && !value->empty() ? value : std::nullopt;
}

fs::path cache_folder(const Surroundings& surroundings) {
    if (const auto folder = set_in(surroundings, "HF_HUB_CACHE")) return *folder;
    if (const auto home = set_in(surroundings, "HF_HOME")) return fs::path{*home} / "hub";
    if (const auto cache = set_in(surroundings, "XDG_CACHE_HOME")) return fs::path{*cache} / "huggingface" / "hub";
    return fs::path{set_in(surroundings, "HOME").value_or(".")} / ".cache" / "huggingface" / "hub";
}

}  // namespace

std::optional<fs::path> find_in_hub_cache(const std::string& repository, const Surroundings& surroundings) {
    auto name = "models--" + repository;
    if (const auto slash = name.find('/'); slash != std::string::npos) name.replace(slash, 1, "--");
    const auto model = cache_folder(surroundings) / name;
    std::ifstream reference{model / "refs" / "main"};
    std::string revision;
    if (!(reference >> revision) || revision.find('/') != std::string::npos || revision.starts_with('.'))
        return std::nullopt;
    auto snapshot = model / "snapshots" / revision;
    std::error_code ignored;
    for (const auto* file : {"config.json", "modules.json", "model.safetensors"})
        if (!fs::is_regular_file(snapshot / file, ignored)) return std::nullopt;
    return snapshot;
}

std::string cached_digest(const fs::path& file) {
    std::error_code error;
    const auto blob = fs::read_symlink(file, error).filename().string();
    return !error && blob.size() == 64 ? blob : "";
}

}  // namespace app
