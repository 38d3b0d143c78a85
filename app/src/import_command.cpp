#include "commands.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/catalogue/glossary.hpp"
#include "core/catalogue/importing.hpp"
#include "glossary_folder.hpp"
#include "terminal.hpp"

#include <chrono>
#include <istream>
#include <ostream>

namespace app {
namespace {

namespace catalogue = core::catalogue;
namespace fs = std::filesystem;

// Shows how far the import is, on one line that is written over, and stops it on an interrupt.
class ImportLine {
public:
    explicit ImportLine(const Surroundings& surroundings) : surroundings_{surroundings} {}

    bool operator()(const catalogue::ImportProgress& progress) {
        if (surroundings_.shows_progress) show(progress);
        return !surroundings_.interrupted();
    }

    void finish() const {
        if (is_shown_) surroundings_.errors << "\r\033[K" << std::flush;
    }

private:
    void show(const catalogue::ImportProgress& progress) {
        constexpr std::uint64_t megabyte = 1'000'000;
        const auto now = std::chrono::steady_clock::now();
        const bool is_reading = progress.phase == catalogue::ImportProgress::Phase::reading;
        if (progress.phase != phase_) start_ = now;
        phase_ = progress.phase;
        const auto unit = is_reading ? megabyte : 1;
        surroundings_.errors << "\r"
                             << progress_bar({progress.done / unit, progress.total / unit, now - start_,
                                              is_reading ? " MB" : " films"})
                             << "\033[K" << std::flush;
        is_shown_ = true;
    }

    const Surroundings& surroundings_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    catalogue::ImportProgress::Phase phase_{};
    bool is_shown_ = false;
};

// What names are called in Russian: the glossary beside the films, then the catalogues that are there already.
core::Result<catalogue::Glossary> glossary_for(const ImportOptions& options, const fs::path& target,
                                               const DataFolder& readable) {
    auto glossary = catalogue::Glossary::read(glossary_folder(options.glossary, options.paths.front()));
    if (!glossary) return glossary;
    for (const auto& file : {target, readable.catalogue()}) {
        std::error_code ignored;
        // One that is damaged is about to be replaced and has nothing to say.
        if (fs::exists(file, ignored)) static_cast<void>(catalogue::add_translations(file, glossary.value()));
    }
    return glossary;
}

void print_skipped(const catalogue::ImportReport& report, std::ostream& errors) {
    std::size_t faults = 0;
    for (std::size_t reason = 0; reason < catalogue::skip_reasons; ++reason)
        if (!catalogue::is_left_out(static_cast<catalogue::SkipReason>(reason))) faults += report.skipped[reason];
    for (const auto& row : report.first_skipped)
        errors << row.file.string() << ":" << row.line << ": " << catalogue::sentence(row.reason)
               << (row.detail.empty() ? "" : " (" + row.detail + ")") << '\n';
    if (faults > report.first_skipped.size())
        errors << "... and " << faults - report.first_skipped.size() << " rows more\n";
    for (const auto& file : report.not_understood) errors << file.string() << ": not a data set, passed over\n";
}

void print_report(const catalogue::ImportReport& report, const catalogue::Written& written, std::ostream& output) {
    std::size_t skipped = 0;
    for (const auto count : report.skipped) skipped += count;
    output << report.rows << " rows read: " << report.films_new << " films new, " << report.merged << " merged, "
           << report.facts_added << " added facts, " << skipped << " skipped\n";
    const auto line = [&](std::size_t count, std::string_view what) {
        if (count > 0) output << "  " << count << " " << what << '\n';
    };
    for (std::size_t reason = 0; reason < catalogue::skip_reasons; ++reason)
        line(report.skipped[reason], catalogue::sentence(static_cast<catalogue::SkipReason>(reason)));
    line(report.kept_apart, "kept apart from a film of the same title and year");
    line(report.fields_dropped, "fields dropped that make no sense");
    line(written.same_id, "left out, because a film has their id already");
}

core::Result<core::Done> read_all(const ImportOptions& options, const fs::path& target, catalogue::Importer& importer) {
    const std::vector<fs::path> paths{options.paths.begin(), options.paths.end()};
    if (options.add || catalogue::Importer::only_adds_facts(paths)) {
        const auto present = catalogue::Catalogue::open(target);
        if (!present) return present.error();
        importer.add(present.value());
    }
    return importer.read(paths, catalogue::source_called(options.source));
}

}  // namespace

int import_films(const ImportOptions& options, const DataFolder& folder, const DataFolder& readable,
                 const Surroundings& surroundings) {
    const fs::path target = options.into.empty() ? folder.catalogue() : fs::path{options.into};
    const auto glossary = glossary_for(options, target, readable);
    if (!glossary) return report(glossary.error(), surroundings);
    ImportLine line{surroundings};
    catalogue::Importer importer{{options.with_adult, options.with_unreleased}, std::ref(line)};
    const auto read = read_all(options, target, importer);
    const auto written = read ? importer.write(glossary.value(), target) : read.error();
    line.finish();
    print_skipped(importer.report(), surroundings.errors);
    if (!written) return report(written.error(), surroundings);
    surroundings.output << target.string() << ": " << written.value().films << " films\n";
    print_report(importer.report(), written.value(), surroundings.output);
    return exit_done;
}

}  // namespace app
