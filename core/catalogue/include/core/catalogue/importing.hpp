// Films from the data sets that people download: read, cleaned, merged and written as one catalogue.
//
// Files are read as they come, plain or .gz; what is in them is hostile until it is parsed: a bad row is counted and
// skipped, the row next to it is still read. Films are staged compactly in memory, some 600 bytes each with a
// description. Knows no data set by its file names, only by what is in the files. For one thread.
#pragma once

#include "core/base/result.hpp"
#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/catalogue_file.hpp"
#include "core/catalogue/glossary.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core::catalogue {

// From the one whose word counts most to the one whose word counts least.
enum class Source { kinosovet, the_movies_dataset, tmdb_5000, tmdb, imdb, wikipedia_movie_data, movielens };
constexpr std::array<std::string_view, 7> source_names{"kinosovet", "the-movies-dataset",   "tmdb-5000", "tmdb",
                                                       "imdb",      "wikipedia-movie-data", "movielens"};

std::optional<Source> source_called(std::string_view name);

// Why a row did not become a film. The first ones are faults of the row; the others are left out on purpose.
enum class SkipReason {
    malformed,
    columns,
    too_long,
    encoding,
    bad_id,
    bad_value,
    no_title,
    no_year,
    repeated,
    adult,
    unreleased,
    series,
    not_a_film,
    no_film,
};
constexpr std::size_t skip_reasons = 14;

// "not whole: a quote or bracket is missing", say.
std::string_view sentence(SkipReason reason);
// Whether the row was sound and only not wanted.
bool is_left_out(SkipReason reason);

struct SkippedRow {
    std::filesystem::path file;
    std::size_t line{};  // from 1, where the row begins
    SkipReason reason{};
    std::string detail{};  // more about it; may be empty
};

struct ImportReport {
    std::size_t rows{};
    std::size_t films_new{};
    std::size_t merged{};          // rows that told of a film from another file
    std::size_t kept_apart{};      // films with the title and year of another film, yet judged not to be that film
    std::size_t facts_added{};     // rows of keywords, ids, ratings and the like that found their film
    std::size_t fields_dropped{};  // fields that made no sense in rows that did
    std::array<std::size_t, skip_reasons> skipped{};
    std::vector<SkippedRow> first_skipped{};              // ten at most, faults only
    std::vector<std::filesystem::path> not_understood{};  // files of the folders named that are of no known kind

    std::size_t count(SkipReason reason) const { return skipped[static_cast<std::size_t>(reason)]; }
};

struct ImportRules {
    bool with_adult = false;
    bool with_unreleased = false;
};

struct ImportProgress {
    enum class Phase { reading, writing } phase{};
    std::uint64_t done{}, total{};  // bytes of the files when reading, films when writing
};

// Called now and then; false stops the import.
using WatchImport = std::function<bool(const ImportProgress&)>;

class Importer {
public:
    explicit Importer(ImportRules rules = {}, WatchImport watch = {});
    Importer(Importer&&) noexcept;
    Importer& operator=(Importer&&) noexcept;
    ~Importer();

    // The films of a catalogue that is there already: nothing that is read later overwrites what it knows.
    void add(const Catalogue& films);

    // All films in `paths`, files or folders, whatever their order: better sources are read first. Fails with
    // source_unreadable, source_torn, source_unknown (a file that is of no known kind, or not of `source`),
    // source_incomplete (only facts about films, and no films) or import_stopped.
    Result<Done> read(const std::vector<std::filesystem::path>& paths, std::optional<Source> source = std::nullopt);

    const ImportReport& report() const noexcept;

    // Whether `paths` only tell more about films that must be there already.
    static bool only_adds_facts(const std::vector<std::filesystem::path>& paths);

    // Makes what was read the catalogue in `file`. Fails with catalogue_unwritable or import_stopped.
    Result<Written> write(const Glossary& glossary, const std::filesystem::path& file) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace core::catalogue
