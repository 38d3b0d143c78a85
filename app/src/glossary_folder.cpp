#include "glossary_folder.hpp"

namespace app {

namespace fs = std::filesystem;

fs::path glossary_folder(const std::string& named, const fs::path& films) {
    if (!named.empty()) return named;
    auto start = fs::absolute(films).lexically_normal();
    for (auto folder = start; folder.has_relative_path(); folder = folder.parent_path())
        if (fs::exists(folder / "glossary.tsv")) return folder;
    return start;
}

}  // namespace app
