// What all importers share while they read: the films so far, what is wanted, and what is reported.
//
// An importer is a function that reads one file; it turns rows into films, and hands them over here. For one thread.
#pragma once

#include "core/catalogue/importing.hpp"
#include "film_merging.hpp"
#include "line_reader.hpp"
#include "table_reader.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace core::catalogue {

// People of IMDb's crew, known by number until their names are read.
struct PendingCrew {
    struct Credit {
        std::uint32_t row{}, person{};
        bool directs{};
    };
    std::vector<Credit> credits{};  // in the order of billing within each film
    std::unordered_map<std::uint32_t, std::string> names{};
};

struct TagVote {
    std::uint32_t row{};
    std::string tag{};
};

class ImportSession {
public:
    ImportSession(ImportRules rules, WatchImport watch) : rules_{rules}, watch_{std::move(watch)} {}

    FilmMerger films;
    PendingCrew crew;
    std::vector<TagVote> tags;
    ImportReport report;

    const ImportRules& rules() const { return rules_; }

    // The file that is read now, its number, and what was read before it of how much.
    void begin_file(std::filesystem::path file, std::uint64_t bytes_before, std::uint64_t bytes_total);

    void skip(std::size_t line, SkipReason reason, std::string detail = {});
    std::optional<SkipReason> place(const Film& film);
    // A row that told more about a film, or of a film that is not here.
    std::optional<SkipReason> add_fact(std::uint32_t row, const Film& film);

    // Whether to go on; looks only now and then.
    bool goes_on(const ByteReader& reader);
    bool goes_on(const ImportProgress& progress) const { return !watch_ || watch_(progress); }

private:
    ImportRules rules_;
    WatchImport watch_;
    std::filesystem::path file_;
    int file_number_{};
    std::uint64_t bytes_before_{}, bytes_total_{};
    std::size_t since_watched_{};
};

Fault import_stopped();

// Reads all rows of `table`: `take` makes of each what it can and says why not where it cannot.
template <class Take>
Result<Done> each_row(TableReader& table, ImportSession& session, Take take) {
    for (;;) {
        const auto status = table.next();
        if (status == TableReader::Status::end) break;
        ++session.report.rows;
        const std::optional<SkipReason> reason =
            status == TableReader::Status::broken ? std::optional{table.reason()} : take(table);
        if (reason) session.skip(table.line(), *reason);
        if (!session.goes_on(table.reader())) return import_stopped();
    }
    if (table.reader().fault()) return *table.reader().fault();
    return Done{};
}

}  // namespace core::catalogue
