// What a person thinks of films, read from a file that another service gave them: Letterboxd, IMDb, Trakt.
//
// Pure: bytes in, films and opinions out. The file may be anything: what no export looks like is refused as a whole, a
// row that makes no sense is left out and told with its line. Which of our films is meant is for POST /films/match.
#pragma once

#include "api/film_requests.hpp"
#include "api/ratings.hpp"
#include "core/base/result.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace tg_client {

inline constexpr std::size_t most_import_bytes = std::size_t{5} * 1024 * 1024;
inline constexpr std::size_t most_import_rows = 20'000;  // those left out included

enum class ExportKind { letterboxd, imdb, trakt };

struct ImportedRow {
    api::MatchItem item{};  // within the limits of its notes
    api::Opinion opinion{};
    std::size_t line{};  // from 1, where the row begins
};

// `broken`: quotes that do not close, or more in a row than any export has; `columns`: more or fewer fields than the
// header; `encoding`: not UTF-8; `no_film`: neither title nor id, or of a type that is no film; `title`: longer than a
// title may be; `rating`: not on the service's scale.
enum class SkipReason { broken, columns, encoding, no_film, title, rating };

struct SkippedRow {
    std::size_t line{};
    SkipReason why{};
};

struct RatingsFile {
    ExportKind kind{};
    std::vector<ImportedRow> rows{};  // one for a film, in the order of the file
    std::vector<SkippedRow> skipped{};
    std::size_t television{};  // series, seasons and episodes: left out
};

// `zip`: an archive, as Letterboxd gives it; it must be unpacked first. `not_text`: its first line is not UTF-8.
// `unknown_kind`: the header is none that we know.
enum class ImportFault { empty, too_big, too_many_rows, zip, not_text, unknown_kind };

// "empty_file", "file_too_big", "too_many_rows", "zip_archive", "not_text", "unknown_export": stable, for programs.
std::string_view code_of(ImportFault fault);
std::string_view code_of(SkipReason reason);  // the name of the enumerator

// The kind is told by the header. Two files of Letterboxd have one header for films that were seen and films to see;
// only there `file_name` decides: watchlist.csv, or else seen.
//
// At least 7 of 10 is liked, at most 4 is disliked, what is between or has no rating is seen. Of a film that is there
// more than once, the last row counts that has a rating, else the last one.
core::Result<RatingsFile, ImportFault> read_ratings_file(std::string_view file_name, std::string_view bytes);

}  // namespace tg_client
