// Any bytes as a file of one kind that can be imported; there is a fuzzer for each kind.
//
// The films that come out must be fit for a text file: read_film() accepts every one of them.
#include "core/catalogue/json_lines.hpp"
#include "import_files.hpp"
#include "import_session.hpp"
#include "importers.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace core::catalogue;

constexpr auto kind = FileKind::KINOSOVET_FUZZ_EACH;

// A header for the bytes that follow, so that the fuzzer need not find it out.
constexpr std::string_view header() {
    switch (kind) {
        case FileKind::tmdb_films:
            return "id,imdb_id,title,original_title,original_language,status,adult,release_date,runtime,overview,"
                   "genres,"
                   "keywords,production_countries,belongs_to_collection,vote_average,vote_count\n";
        case FileKind::tmdb_credits:
            return "cast,crew,id\n";
        case FileKind::tmdb_keywords:
            return "id,keywords\n";
        case FileKind::imdb_basics:
            return "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres"
                   "\n";
        case FileKind::imdb_akas:
            return "titleId\tordering\ttitle\tregion\n";
        case FileKind::imdb_ratings:
            return "tconst\taverageRating\tnumVotes\n";
        case FileKind::imdb_crew:
            return "tconst\tdirectors\twriters\n";
        case FileKind::imdb_names:
            return "nconst\tprimaryName\n";
        case FileKind::movielens_links:
            return "movieId,imdbId,tmdbId\n";
        case FileKind::movielens_tags:
            return "userId,movieId,tag\n";
        default:
            return "";
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    static_cast<void>(kind_of(text));

    ImportSession session{{.with_adult = true, .with_unreleased = true}, {}};
    session.begin_file("films", 0, size);
    // A film that facts may be about, under id 1 everywhere.
    static_cast<void>(
        session.place({.ids = {.imdb = "tt0000001", .tmdb = 1, .movielens = 1}, .title = "A", .year = 1990}));
    session.begin_file("input", 0, size);
    static_cast<void>(import_file(kind, ByteReader::over(std::string{header()} + text), session));
    settle_crew(session);
    settle_tags(session);
    for (const auto row : session.films.rows_by_votes())
        if (!read_film(write_film(session.films.film(row)))) std::abort();
    return 0;
}
