// Credits and keywords in files of their own, which know a film by its TMDB id.
#include "import_terms.hpp"
#include "import_text.hpp"
#include "importers.hpp"
#include "record_list.hpp"

#include <array>

namespace core::catalogue {
namespace {

constexpr std::size_t most_cast = 15;
constexpr std::size_t most_crew = 8;

void add_person(std::vector<std::string>& people, const std::string& name, std::size_t most) {
    if (people.size() < most) add_name(people, cleaned(name, longest_imported_name));
}

// Reads people into `film`, whose lists are empty; false where the field makes no sense.
bool read_cast(std::string_view field, Film& film) {
    constexpr std::array<std::string_view, 1> keys{"name"};
    return read_records(field, keys, [&](auto values) { add_person(film.cast, values[0], most_cast); });
}

bool read_crew(std::string_view field, Film& film) {
    constexpr std::array<std::string_view, 3> keys{"name", "job", "department"};
    return read_records(field, keys, [&](auto values) {
        if (values[1] == "Director")
            add_person(film.directors, values[0], most_crew);
        else if (values[2] == "Writing")
            add_person(film.writers, values[0], most_crew);
    });
}

}  // namespace

Result<Done> import_tmdb_credits(ByteReader reader, ImportSession& session) {
    TableReader table{std::move(reader), TableForm::comma_separated};
    const auto id = table.column("movie_id") ? table.column("movie_id") : table.column("id");
    const auto cast = table.column("cast");
    const auto crew = table.column("crew");
    return each_row(table, session, [&](const TableReader& row) -> std::optional<SkipReason> {
        const auto number = whole_number(row.field(id));
        if (!number) return SkipReason::bad_id;
        const auto film_row = session.films.find_tmdb(*number);
        if (!film_row) return SkipReason::no_film;
        Film credits;
        const bool is_whole = read_cast(row.field(cast), credits) && read_crew(row.field(crew), credits);
        if (!is_whole) return SkipReason::bad_value;
        auto film = session.films.film(*film_row);
        fill_missing(film, credits);
        return session.add_fact(*film_row, film);
    });
}

Result<Done> import_tmdb_keywords(ByteReader reader, ImportSession& session) {
    TableReader table{std::move(reader), TableForm::comma_separated};
    const auto id = table.column("id");
    const auto keywords = table.column("keywords");
    return each_row(table, session, [&](const TableReader& row) -> std::optional<SkipReason> {
        const auto number = whole_number(row.field(id));
        if (!number) return SkipReason::bad_id;
        const auto film_row = session.films.find_tmdb(*number);
        if (!film_row) return SkipReason::no_film;
        Film read;
        constexpr std::array<std::string_view, 1> keys{"name"};
        const auto add = [&](auto values) { add_keyword(read, values[0]); };
        if (!read_records(row.field(keywords), keys, add)) return SkipReason::bad_value;
        auto film = session.films.film(*film_row);
        fill_missing(film, read);
        return session.add_fact(*film_row, film);
    });
}

}  // namespace core::catalogue
