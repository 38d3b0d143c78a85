// IMDb's tables as published: titles, their Russian names, ratings, and who directed and wrote them.
#include "import_terms.hpp"
#include "import_text.hpp"
#include "importers.hpp"

#include <algorithm>
#include <charconv>

namespace core::catalogue {
namespace {

// So many votes at IMDb are one at TMDB, for films that both know well.
constexpr int imdb_votes_per_vote = 80;

std::optional<SkipReason> refused_type(std::string_view type) {
    if (type == "movie" || type == "tvMovie" || type == "short" || type == "tvShort" || type == "video")
        return std::nullopt;
    if (type == "tvSeries" || type == "tvMiniSeries" || type == "tvEpisode" || type == "tvPilot")
        return SkipReason::series;
    return type.empty() ? SkipReason::bad_value : SkipReason::not_a_film;
}

// The number behind "nm0000184"; 0 where there is none.
std::uint32_t person_number(std::string_view id) {
    std::uint32_t number{};
    if (!id.starts_with("nm")) return 0;
    const auto [end, error] = std::from_chars(id.data() + 2, id.data() + id.size(), number);
    return error == std::errc{} && end == id.data() + id.size() ? number : 0;
}

bool has_cyrillic(std::string_view text) {
    return std::ranges::any_of(text, [](char letter) { return letter == '\xD0' || letter == '\xD1'; });
}

// The film that a row is about; none for titles that are left out, of which these tables have many.
std::optional<std::uint32_t> film_of_row(const TableReader& row, Column id, const ImportSession& session) {
    return session.films.find_imdb(imdb_number(row.field(id)));
}

}  // namespace

Result<Done> import_imdb_basics(ByteReader reader, ImportSession& session) {
    TableReader table{std::move(reader), TableForm::tab_separated};
    const auto id = table.column("tconst");
    const auto type = table.column("titletype");
    const auto title = table.column("primarytitle");
    const auto original_title = table.column("originaltitle");
    const auto adult = table.column("isadult");
    const auto year = table.column("startyear");
    const auto runtime = table.column("runtimeminutes");
    const auto genres = table.column("genres");
    return each_row(table, session, [&](const TableReader& row) -> std::optional<SkipReason> {
        const auto number = row.field(id).starts_with("tt") ? imdb_number(row.field(id)) : 0;
        if (number == 0) return SkipReason::bad_id;
        if (const auto reason = refused_type(row.field(type))) return reason;
        if (!session.rules().with_adult && is_true(row.field(adult))) return SkipReason::adult;
        Film film;
        film.ids.imdb = imdb_id(number);
        film.title = cleaned(row.field(title), longest_imported_name);
        if (film.title.empty()) return SkipReason::no_title;
        film.original_title = cleaned(row.field(original_title), longest_imported_name);
        if (film.original_title == film.title) film.original_title.clear();
        film.year = year_of(row.field(year));
        if (film.year == 0) return session.rules().with_unreleased ? SkipReason::no_year : SkipReason::unreleased;
        constexpr int longest_film = 6000;
        film.runtime_min = whole_number(row.field(runtime)).value_or(0);
        if (film.runtime_min > longest_film) film.runtime_min = 0;
        for (const auto& name : parts(row.field(genres), ',')) add_genre(film, name);
        if (row.field(type) == "tvMovie") add_name(film.genres, "TV Movie");
        return session.place(film);
    });
}

Result<Done> import_imdb_akas(ByteReader reader, ImportSession& session) {
    TableReader table{std::move(reader), TableForm::tab_separated};
    const auto id = table.column("titleid");
    const auto title = table.column("title");
    const auto region = table.column("region");
    return each_row(table, session, [&](const TableReader& row) -> std::optional<SkipReason> {
        const bool is_russian = row.field(region) == "RU" || row.field(region) == "SUHH";
        if (!is_russian || !has_cyrillic(row.field(title))) return std::nullopt;
        const auto film_row = film_of_row(row, id, session);
        if (!film_row) return std::nullopt;
        auto film = session.films.film(*film_row);
        Film read;
        read.title_ru = cleaned(row.field(title), longest_imported_name);
        if (!film.title_ru.empty()) read.aliases.push_back(read.title_ru);
        fill_missing(film, read);
        return session.add_fact(*film_row, film);
    });
}

Result<Done> import_imdb_ratings(ByteReader reader, ImportSession& session) {
    TableReader table{std::move(reader), TableForm::tab_separated};
    const auto id = table.column("tconst");
    const auto average = table.column("averagerating");
    const auto count = table.column("numvotes");
    return each_row(table, session, [&](const TableReader& row) -> std::optional<SkipReason> {
        const auto film_row = film_of_row(row, id, session);
        if (!film_row) return std::nullopt;
        const auto votes = whole_number(row.field(count));
        if (!votes) return SkipReason::bad_value;
        Film read;
        read.votes = *votes == 0 ? 0 : std::max(1, *votes / imdb_votes_per_vote);
        read.vote_count = read.votes;
        read.vote_average = mark_out_of_ten(row.field(average));
        auto film = session.films.film(*film_row);
        fill_missing(film, read);
        return session.add_fact(*film_row, film);
    });
}

Result<Done> import_imdb_crew(ByteReader reader, ImportSession& session) {
    constexpr std::size_t most_people = 8;
    TableReader table{std::move(reader), TableForm::tab_separated};
    const auto id = table.column("tconst");
    const auto directors = table.column("directors");
    const auto writers = table.column("writers");
    return each_row(table, session, [&](const TableReader& row) -> std::optional<SkipReason> {
        const auto film_row = film_of_row(row, id, session);
        if (!film_row) return std::nullopt;
        for (const bool directs : {true, false}) {
            std::size_t people = 0;
            for (const auto& person : parts(row.field(directs ? directors : writers), ',')) {
                const auto number = person_number(person);
                if (number == 0) return SkipReason::bad_value;
                if (++people > most_people) break;
                session.crew.credits.push_back({*film_row, number, directs});
                session.crew.names.try_emplace(number);
            }
        }
        ++session.report.facts_added;
        return std::nullopt;
    });
}

Result<Done> import_imdb_names(ByteReader reader, ImportSession& session) {
    TableReader table{std::move(reader), TableForm::tab_separated};
    const auto id = table.column("nconst");
    const auto name = table.column("primaryname");
    return each_row(table, session, [&](const TableReader& row) -> std::optional<SkipReason> {
        const auto number = person_number(row.field(id));
        if (number == 0) return SkipReason::bad_id;
        const auto wanted = session.crew.names.find(number);
        if (wanted == session.crew.names.end()) return std::nullopt;
        wanted->second = cleaned(row.field(name), longest_imported_name);
        ++session.report.facts_added;
        return std::nullopt;
    });
}

void settle_crew(ImportSession& session) {
    auto& credits = session.crew.credits;
    std::ranges::stable_sort(credits, {}, &PendingCrew::Credit::row);
    for (auto first = credits.begin(); first != credits.end();) {
        const auto last =
            std::find_if(first, credits.end(), [&](const auto& credit) { return credit.row != first->row; });
        Film read;
        for (auto credit = first; credit != last; ++credit)
            add_name(credit->directs ? read.directors : read.writers, session.crew.names.at(credit->person));
        auto film = session.films.film(first->row);
        fill_missing(film, read);
        session.films.replace(first->row, film);
        first = last;
    }
    session.crew = {};
}

}  // namespace core::catalogue
