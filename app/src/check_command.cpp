#include "commands.hpp"
#include "core/catalogue/catalogue_check.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/catalogue/glossary.hpp"
#include "glossary_folder.hpp"
#include "json_line.hpp"
#include "terminal.hpp"

#include <ostream>

namespace app {
namespace {

namespace catalogue = core::catalogue;
namespace fs = std::filesystem;
namespace json = boost::json;

// The names that films may use: those beside them, else those of the catalogue that is in use.
core::Result<catalogue::Glossary> vocabulary_for(const CheckOptions& options, const DataFolder& folder) {
    auto glossary = catalogue::Glossary::read(glossary_folder(options.glossary, options.paths.front()));
    if (!glossary || glossary.value().size() > 0 || !options.glossary.empty()) return glossary;
    std::error_code ignored;
    if (!fs::exists(folder.catalogue(), ignored)) return glossary;
    if (const auto added = catalogue::add_translations(folder.catalogue(), glossary.value()); !added)
        return added.error();
    return glossary;
}

std::string line_of(const catalogue::Flaw& flaw) {
    return flaw.file.string() + ":" + std::to_string(flaw.line) + ": " + flaw.message + " [" + flaw.code + "]\n";
}

std::string summary(const catalogue::CheckReport& report) {
    std::string text;
    if (report.total() > report.flaws.size())
        text += "... and " + std::to_string(report.total() - report.flaws.size()) + " more\n";
    text += std::to_string(report.films) + (report.films == 1 ? " film, " : " films, ") + std::to_string(report.told) +
            " with a synopsis: ";
    if (report.total() == 0) return text + "nothing is wrong.\n";
    text += std::to_string(report.total()) + (report.total() == 1 ? " flaw\n" : " flaws\n");
    for (const auto& [code, count] : report.counts) text += "  " + std::to_string(count) + " " + code + "\n";
    return text;
}

std::string report_json(const catalogue::CheckReport& report) {
    json::object counts;
    for (const auto& [code, count] : report.counts) counts[code] = count;
    json::array flaws;
    for (const auto& flaw : report.flaws)
        flaws.push_back(
            {{"code", flaw.code}, {"file", flaw.file.string()}, {"line", flaw.line}, {"message", flaw.message}});
    return json_line({{"ok", report.total() == 0},
                      {"films", report.films},
                      {"told", report.told},
                      {"counts", std::move(counts)},
                      {"flaws", std::move(flaws)}}) +
           "\n";
}

}  // namespace

int check_catalogue(const CheckOptions& options, const DataFolder& folder, const Surroundings& surroundings) {
    const auto vocabulary = vocabulary_for(options, folder);
    if (!vocabulary) return report(vocabulary.error(), surroundings);
    if (vocabulary.value().size() == 0)
        surroundings.errors << wrapped(
            "kinosovet: no glossary.tsv is known, so genres, countries, keywords and people are not looked up; "
            "--glossary DIR names its folder",
            0);
    const std::vector<fs::path> paths{options.paths.begin(), options.paths.end()};
    const auto checked = catalogue::check_films(paths, vocabulary.value(), surroundings.interrupted);
    if (!checked) return report(checked.error(), surroundings);
    if (options.json) {
        surroundings.output << report_json(checked.value());
    } else {
        for (const auto& flaw : checked.value().flaws) surroundings.output << line_of(flaw);
        surroundings.output << summary(checked.value());
    }
    return checked.value().total() == 0 ? exit_done : exit_bad_data;
}

}  // namespace app
