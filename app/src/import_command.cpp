#include "commands.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/catalogue/glossary.hpp"
#include "core/catalogue/json_lines.hpp"

#include <algorithm>
#include <istream>
#include <iterator>
#include <ostream>

namespace app {
namespace {

namespace catalogue = core::catalogue;

// The folder with glossary.tsv: the one named, else the first of the films' own folder and the one above.
std::filesystem::path glossary_folder(const ImportOptions& options) {
    if (!options.glossary.empty()) return options.glossary;
    std::filesystem::path films = std::filesystem::absolute(options.paths.front()).lexically_normal();
    for (auto folder = films; folder.has_relative_path(); folder = folder.parent_path())
        if (std::filesystem::exists(folder / "glossary.tsv")) return folder;
    return films;
}

void print_skipped(const catalogue::FilmsRead& read, const Surroundings& surroundings) {
    for (const auto& line : read.first_skipped)
        surroundings.errors << line.file.string() << ":" << line.line << ": " << line.fault.message << '\n';
    if (read.skipped > read.first_skipped.size())
        surroundings.errors << "... and " << read.skipped - read.first_skipped.size() << " lines more\n";
}

}  // namespace

int import_films(const ImportOptions& options, const DataFolder& folder, const Surroundings& surroundings) {
    catalogue::FilmsRead all;
    for (const auto& path : options.paths) {
        auto read = catalogue::read_films(path);
        if (!read) return report(read.error(), surroundings);
        print_skipped(read.value(), surroundings);
        all.skipped += read.value().skipped;
        std::ranges::move(read.value().films, std::back_inserter(all.films));
    }
    const auto glossary = catalogue::Glossary::read(glossary_folder(options));
    if (!glossary) return report(glossary.error(), surroundings);
    const auto written = catalogue::write_catalogue(std::move(all.films), glossary.value(), folder.catalogue());
    if (!written) return report(written.error(), surroundings);
    surroundings.output << folder.catalogue().string() << ": " << written.value().films << " films, " << all.skipped
                        << " lines skipped, " << written.value().same_id << " with an id already there\n";
    return exit_done;
}

}  // namespace app
