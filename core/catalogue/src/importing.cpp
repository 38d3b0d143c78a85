#include "core/catalogue/importing.hpp"

#include "core/catalogue/film_record.hpp"
#include "import_files.hpp"
#include "import_session.hpp"
#include "importers.hpp"

#include <algorithm>

namespace core::catalogue {
namespace {

bool is_of_tmdb(Source source) {
    return source == Source::the_movies_dataset || source == Source::tmdb_5000 || source == Source::tmdb;
}

// The tables with TMDB's columns are one family, and The Movies Dataset comes with MovieLens's links.
bool fits(Source found, Source wanted) {
    return found == wanted || (is_of_tmdb(found) && is_of_tmdb(wanted)) ||
           (found == Source::movielens && wanted == Source::the_movies_dataset);
}

std::string names_of_sources() {
    std::string names;
    for (const auto name : source_names) names += (names.empty() ? "" : ", ") + std::string{name};
    return names;
}

Fault unknown_file(const ImportFile& file, std::optional<Source> source) {
    const auto name = source ? std::string{source_names[static_cast<std::size_t>(*source)]} : "a known data set";
    return {"source_unknown", file.path.string() + " does not look like a file of " + name,
            "known are: " + names_of_sources()};
}

// Takes the files out that are not to be read; fails where one of them was named.
Result<Done> leave_out_foreign(std::vector<ImportFile>& files, std::optional<Source> source, ImportReport& report) {
    const auto is_foreign = [&](const ImportFile& file) {
        return file.kind == FileKind::unknown || (source && !fits(file.source, *source));
    };
    for (const auto& file : files) {
        if (!is_foreign(file)) continue;
        if (file.was_named) return unknown_file(file, source);
        if (file.kind == FileKind::unknown) report.not_understood.push_back(file.path);
    }
    std::erase_if(files, is_foreign);
    std::erase_if(files, [](const ImportFile& file) { return file.kind == FileKind::not_needed; });
    return Done{};
}

}  // namespace

std::optional<Source> source_called(std::string_view name) {
    const auto found = std::ranges::find(source_names, name);
    return found == source_names.end() ? std::nullopt
                                       : std::optional{static_cast<Source>(found - source_names.begin())};
}

std::string_view sentence(SkipReason reason) {
    constexpr std::array<std::string_view, skip_reasons> sentences{
        "not whole: a quote or a bracket is missing or out of place",
        "has another number of columns than the header",
        "longer than a row may be",
        "not in UTF-8",
        "without an id that makes sense",
        "with a value that makes no sense",
        "without a title",
        "without a year",
        "told twice by one file",
        "for adults only (--with-adult takes them)",
        "not released yet (--with-unreleased takes them)",
        "a series or an episode",
        "a game, a special or the like",
        "about films that are not here",
    };
    return sentences[static_cast<std::size_t>(reason)];
}

bool is_left_out(SkipReason reason) { return reason >= SkipReason::repeated; }

Result<Done> import_file(FileKind kind, ByteReader reader, ImportSession& session) {
    using Import = Result<Done> (*)(ByteReader, ImportSession&);
    constexpr std::array<Import, static_cast<std::size_t>(FileKind::not_needed)> imports{
        import_json_lines,  import_tmdb_films,      import_tmdb_credits,    import_tmdb_keywords,
        import_imdb_basics, import_imdb_akas,       import_imdb_ratings,    import_imdb_crew,
        import_imdb_names,  import_wikipedia_films, import_movielens_links, import_movielens_tags};
    const auto number = static_cast<std::size_t>(kind);
    return number < imports.size() ? imports[number](std::move(reader), session) : Result<Done>{Done{}};
}

struct Importer::State {
    ImportSession session;
};

Importer::Importer(ImportRules rules, WatchImport watch) : state_{new State{ImportSession{rules, std::move(watch)}}} {}
Importer::Importer(Importer&&) noexcept = default;
Importer& Importer::operator=(Importer&&) noexcept = default;
Importer::~Importer() = default;

const ImportReport& Importer::report() const noexcept { return state_->session.report; }

void Importer::add(const Catalogue& films) {
    for (std::uint32_t row = 0; row < films.size(); ++row) state_->session.films.place(film_of(films, {row}), -1);
}

Result<Done> Importer::read(const std::vector<std::filesystem::path>& paths, std::optional<Source> source) {
    auto& session = state_->session;
    auto files = files_in(paths);
    if (!files) return files.error();
    if (auto done = leave_out_foreign(files.value(), source, session.report); !done) return done;
    if (files.value().empty())
        return Fault{"source_unknown", "there are no films in " + paths.front().string(),
                     "known are: " + names_of_sources()};
    std::uint64_t total = 0;
    for (const auto& file : files.value()) total += file.bytes;
    std::uint64_t before = 0;
    for (const auto& file : files.value()) {
        if (file.kind > FileKind::imdb_names) settle_crew(session);
        auto reader = ByteReader::open(file.path);
        if (!reader) return reader.error();
        session.begin_file(file.path, before, total);
        if (auto done = import_file(file.kind, std::move(reader).value(), session); !done) return done;
        before += file.bytes;
    }
    settle_crew(session);
    settle_tags(session);
    if (session.films.size() == 0)
        return Fault{"source_incomplete", "nothing in " + paths.front().string() + " became a film",
                     "name a file of films, or add to a catalogue that has some with --add"};
    return session.goes_on({ImportProgress::Phase::reading, total, total}) ? Result<Done>{Done{}} : import_stopped();
}

bool Importer::only_adds_facts(const std::vector<std::filesystem::path>& paths) {
    const auto files = files_in(paths);
    if (!files) return false;
    const auto is_known = [](const ImportFile& file) { return file.kind < FileKind::not_needed; };
    return std::ranges::any_of(files.value(), is_known) &&
           std::ranges::none_of(files.value(), [](const ImportFile& file) { return brings_films(file.kind); });
}

Result<Written> Importer::write(const Glossary& glossary, const std::filesystem::path& file) const {
    const auto& session = state_->session;
    const auto rows = session.films.rows_by_votes();
    std::size_t next = 0;
    const FilmStream stream = [&]() -> Result<std::optional<Film>> {
        constexpr std::size_t films_between = 4096;
        if (next % films_between == 0 && !session.goes_on({ImportProgress::Phase::writing, next, rows.size()}))
            return import_stopped();
        return next == rows.size() ? std::nullopt : std::optional{session.films.film(rows[next++])};
    };
    return write_catalogue(stream, glossary, file);
}

}  // namespace core::catalogue
