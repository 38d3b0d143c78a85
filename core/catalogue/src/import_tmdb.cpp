// Tables of films in TMDB's columns: movies_metadata.csv of The Movies Dataset, the TMDB 5000 set, and the large
// tables of a million rows. They differ in how a list is written, and in which columns there are.
#include "import_terms.hpp"
#include "import_text.hpp"
#include "importers.hpp"
#include "record_list.hpp"

#include <array>

namespace core::catalogue {
namespace {

struct TmdbColumns {
    explicit TmdbColumns(const TableReader& table)
        : id{table.column("id")},
          imdb{table.column("imdb_id")},
          title{table.column("title")},
          original_title{table.column("original_title")},
          language{table.column("original_language")},
          status{table.column("status")},
          adult{table.column("adult")},
          date{table.column("release_date")},
          runtime{table.column("runtime")},
          overview{table.column("overview")},
          genres{table.column("genres")},
          keywords{table.column("keywords")},
          countries{table.column("production_countries")},
          collection{table.column("belongs_to_collection")},
          directors{table.column("directors") ? table.column("directors") : table.column("director")},
          writers{table.column("writers")},
          cast{table.column("cast")},
          average{table.column("vote_average")},
          count{table.column("vote_count")} {}

    Column id, imdb, title, original_title, language, status, adult, date, runtime, overview, genres, keywords,
        countries, collection, directors, writers, cast, average, count;
};

// Calls `take` for each name in a field: records with a name, or names parted by commas.
template <class Take>
void each_name(std::string_view field, std::string_view key, ImportSession& session, Take take) {
    if (field.empty()) return;
    if (field.front() != '[' && field.front() != '{') {
        for (const auto& name : parts(field, ',')) take(name);
        return;
    }
    const std::array keys{key};
    const bool is_whole = read_records(field, keys, [&](auto values) { take(values[0]); });
    if (!is_whole) ++session.report.fields_dropped;
}

std::string franchise_in(std::string_view field, ImportSession& session) {
    std::string franchise;
    each_name(field, "name", session, [&](const std::string& name) { franchise = name; });
    constexpr std::string_view ending = " Collection";
    if (franchise.ends_with(ending)) franchise.resize(franchise.size() - ending.size());
    return cleaned(franchise, longest_imported_name);
}

// Why the film is not wanted, or makes no sense; tells by the few columns that decide it.
std::optional<SkipReason> refused(const TableReader& table, const TmdbColumns& columns, const ImportRules& rules) {
    if (whole_number(table.field(columns.id)).value_or(0) == 0) return SkipReason::bad_id;
    if (cleaned(table.field(columns.title), longest_imported_name).empty() &&
        cleaned(table.field(columns.original_title), longest_imported_name).empty())
        return SkipReason::no_title;
    if (!rules.with_adult && is_true(table.field(columns.adult))) return SkipReason::adult;
    const auto status = table.field(columns.status);
    if (!rules.with_unreleased && !status.empty() && status != "Released") return SkipReason::unreleased;
    if (year_of(table.field(columns.date)) == 0) return SkipReason::no_year;
    return std::nullopt;
}

void read_lists(const TableReader& table, const TmdbColumns& columns, ImportSession& session, Film& film) {
    each_name(table.field(columns.genres), "name", session, [&](auto& name) { add_genre(film, name); });
    each_name(table.field(columns.keywords), "name", session, [&](auto& name) { add_keyword(film, name); });
    const auto countries = table.field(columns.countries);
    const bool has_codes = countries.starts_with('[');
    each_name(countries, has_codes ? "iso_3166_1" : "name", session, [&](auto& name) { add_country(film, name); });
    film.franchise = franchise_in(table.field(columns.collection), session);
    constexpr std::size_t most_people = 15;
    const auto add_people = [&](Column column, std::vector<std::string>& people) {
        each_name(table.field(column), "name", session, [&](const std::string& name) {
            if (people.size() < most_people) add_name(people, cleaned(name, longest_imported_name));
        });
    };
    add_people(columns.directors, film.directors);
    add_people(columns.writers, film.writers);
    add_people(columns.cast, film.cast);
}

Film film_in(const TableReader& table, const TmdbColumns& columns, ImportSession& session) {
    Film film;
    film.ids.tmdb = *whole_number(table.field(columns.id));
    if (const auto imdb = imdb_number(table.field(columns.imdb)); imdb != 0) film.ids.imdb = imdb_id(imdb);
    film.title = cleaned(table.field(columns.title), longest_imported_name);
    film.original_title = cleaned(table.field(columns.original_title), longest_imported_name);
    if (film.title.empty()) film.title = film.original_title;
    if (film.original_title == film.title) film.original_title.clear();
    film.language = language_code(table.field(columns.language));
    film.year = year_of(table.field(columns.date));
    constexpr int longest_film = 6000;
    film.runtime_min = whole_number(table.field(columns.runtime)).value_or(0);
    if (film.runtime_min > longest_film) film.runtime_min = 0;
    film.synopsis_en = cleaned(table.field(columns.overview), longest_imported_synopsis);
    film.vote_count = whole_number(table.field(columns.count)).value_or(0);
    film.vote_average = film.vote_count == 0 ? 0 : mark_out_of_ten(table.field(columns.average));
    film.votes = film.vote_count;
    read_lists(table, columns, session, film);
    return film;
}

}  // namespace

Result<Done> import_tmdb_films(ByteReader reader, ImportSession& session) {
    TableReader table{std::move(reader), TableForm::comma_separated};
    const TmdbColumns columns{table};
    return each_row(table, session, [&](const TableReader& row) -> std::optional<SkipReason> {
        if (const auto reason = refused(row, columns, session.rules())) return reason;
        return session.place(film_in(row, columns, session));
    });
}

}  // namespace core::catalogue
