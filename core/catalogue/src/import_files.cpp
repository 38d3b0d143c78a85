#include "import_files.hpp"

#include "import_text.hpp"
#include "table_reader.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace core::catalogue {
namespace {

struct TableShape {
    FileKind kind;
    Source source;
    std::initializer_list<std::string_view> columns;  // all of which are there
};

// The first one that fits counts.
const std::initializer_list<TableShape>& tab_separated_shapes() {
    static const std::initializer_list<TableShape> shapes{
        {FileKind::imdb_basics, Source::imdb, {"tconst", "titleType", "primaryTitle", "startYear"}},
        {FileKind::imdb_akas, Source::imdb, {"titleId", "title", "region"}},
        {FileKind::imdb_ratings, Source::imdb, {"tconst", "averageRating", "numVotes"}},
        {FileKind::imdb_crew, Source::imdb, {"tconst", "directors", "writers"}},
        {FileKind::imdb_names, Source::imdb, {"nconst", "primaryName"}},
        {FileKind::not_needed, Source::imdb, {"tconst"}},
    };
    return shapes;
}

const std::initializer_list<TableShape>& comma_separated_shapes() {
    static const std::initializer_list<TableShape> shapes{
        {FileKind::movielens_links, Source::movielens, {"movieId", "imdbId", "tmdbId"}},
        {FileKind::movielens_tags, Source::movielens, {"userId", "movieId", "tag"}},
        {FileKind::not_needed, Source::movielens, {"userId", "movieId", "rating"}},
        {FileKind::not_needed, Source::movielens, {"movieId", "title", "genres"}},
        {FileKind::not_needed, Source::movielens, {"movieId", "tagId", "relevance"}},
        {FileKind::not_needed, Source::movielens, {"tagId", "tag"}},
        {FileKind::tmdb_credits, Source::tmdb_5000, {"movie_id", "cast", "crew"}},
        {FileKind::tmdb_films, Source::the_movies_dataset, {"id", "title", "belongs_to_collection", "adult"}},
        {FileKind::tmdb_films, Source::tmdb, {"id", "title", "release_date", "adult"}},
        {FileKind::tmdb_films, Source::tmdb_5000, {"id", "title", "release_date", "vote_count"}},
        {FileKind::tmdb_credits, Source::the_movies_dataset, {"id", "cast", "crew"}},
        {FileKind::tmdb_keywords, Source::the_movies_dataset, {"id", "keywords"}},
    };
    return shapes;
}

std::pair<FileKind, Source> kind_of_table(std::string_view start, TableForm form) {
    const TableReader table{ByteReader::over(std::string{start.substr(0, start.find('\n'))}), form};
    const auto& shapes = form == TableForm::tab_separated ? tab_separated_shapes() : comma_separated_shapes();
    for (const auto& [kind, source, columns] : shapes)
        if (std::ranges::all_of(columns, [&](auto name) { return table.column(in_lower_case(name)).has_value(); }))
            return {kind, source};
    return {FileKind::unknown, Source::kinosovet};
}

Result<ImportFile> looked_at(const std::filesystem::path& path, bool was_named) {
    auto reader = ByteReader::open(path);
    if (!reader) return reader.error();
    std::string start;
    while (start.size() < (1U << 16U) && reader.value().read_behind(start)) {
    }
    std::error_code ignored;
    const auto [kind, source] = kind_of(start);
    return ImportFile{path, kind, source, std::filesystem::file_size(path, ignored), was_named};
}

std::vector<std::filesystem::path> entries_of(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> entries;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{folder, error})
        if (entry.is_regular_file(error)) entries.push_back(entry.path());
    std::ranges::sort(entries);
    return entries;
}

}  // namespace

std::pair<FileKind, Source> kind_of(std::string_view start) {
    if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
    const auto first = start.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {FileKind::unknown, Source::kinosovet};
    start.remove_prefix(first);
    if (start.front() == '{') return {FileKind::json_lines, Source::kinosovet};
    if (start.front() == '[') return {FileKind::wikipedia_films, Source::wikipedia_movie_data};
    const bool has_tabs = start.substr(0, start.find('\n')).find('\t') != std::string_view::npos;
    return kind_of_table(start, has_tabs ? TableForm::tab_separated : TableForm::comma_separated);
}

Result<std::vector<ImportFile>> files_in(const std::vector<std::filesystem::path>& paths) {
    std::vector<ImportFile> files;
    for (const auto& path : paths) {
        std::error_code error;
        const bool is_folder = std::filesystem::is_directory(path, error);
        for (const auto& entry : is_folder ? entries_of(path) : std::vector{path}) {
            auto file = looked_at(entry, !is_folder);
            if (!file && is_folder) file = ImportFile{entry, FileKind::unknown, Source::kinosovet, 0, false};
            if (!file) return file.error();
            files.push_back(std::move(file).value());
        }
    }
    std::ranges::stable_sort(files, {}, [](const ImportFile& file) { return std::pair{file.kind, file.source}; });
    return files;
}

}  // namespace core::catalogue
