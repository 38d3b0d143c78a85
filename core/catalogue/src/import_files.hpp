// Which data set a file is of, told from how it begins.
//
// Names of files do not count: people rename them. Reads a first piece of a file only. Any number of threads.
#pragma once

#include "byte_reader.hpp"
#include "core/catalogue/importing.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace core::catalogue {

// In the order in which they must be read: better sources before others, and what makes a source's films better known
// before the films of the next are compared with them.
enum class FileKind {
    json_lines,
    tmdb_films,
    tmdb_credits,
    tmdb_keywords,
    imdb_basics,
    imdb_akas,
    imdb_ratings,
    imdb_crew,
    imdb_names,
    wikipedia_films,
    movielens_links,
    movielens_tags,
    not_needed,  // of a known data set, but nothing for a catalogue
    unknown,
};

constexpr bool brings_films(FileKind kind) {
    return kind == FileKind::json_lines || kind == FileKind::tmdb_films || kind == FileKind::imdb_basics ||
           kind == FileKind::wikipedia_films;
}

struct ImportFile {
    std::filesystem::path path;
    FileKind kind{};
    Source source{};
    std::uint64_t bytes{};
    bool was_named{};  // and not only found in a folder
};

// What a file that begins with `start` is.
std::pair<FileKind, Source> kind_of(std::string_view start);

// The files in `paths`, files or folders, in the order in which to read them. Fails with source_unreadable.
Result<std::vector<ImportFile>> files_in(const std::vector<std::filesystem::path>& paths);

}  // namespace core::catalogue
