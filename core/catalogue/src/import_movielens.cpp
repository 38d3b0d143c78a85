// MovieLens: its ids and those of IMDb and TMDB for films that are there, and what people tagged these films with.
#include "import_terms.hpp"
#include "import_text.hpp"
#include "importers.hpp"

#include <algorithm>
#include <map>

namespace core::catalogue {
namespace {

constexpr int fewest_people = 2;  // who say a tag before it counts
constexpr std::size_t most_tags = 10;

// What several people said of one film, the commonest first.
std::vector<std::string> agreed_tags(const std::map<std::string, int>& votes) {
    std::vector<std::pair<int, std::string>> common;
    for (const auto& [tag, people] : votes)
        if (people >= fewest_people) common.emplace_back(-people, tag);
    std::ranges::sort(common);
    std::vector<std::string> tags;
    for (const auto& [people, tag] : common)
        if (tags.size() < most_tags) tags.push_back(tag);
    return tags;
}

// A tag that only says who made the film is no keyword.
bool names_someone(const Film& film, const std::string& tag) {
    for (const auto* people : {&film.directors, &film.writers, &film.cast})
        if (std::ranges::any_of(*people, [&](const auto& name) { return in_lower_case(name) == tag; })) return true;
    return false;
}

}  // namespace

Result<Done> import_movielens_links(ByteReader reader, ImportSession& session) {
    TableReader table{std::move(reader), TableForm::comma_separated};
    const auto movielens = table.column("movieid");
    const auto imdb = table.column("imdbid");
    const auto tmdb = table.column("tmdbid");
    return each_row(table, session, [&](const TableReader& row) -> std::optional<SkipReason> {
        const auto id = whole_number(row.field(movielens)).value_or(0);
        const auto imdb_id_number = imdb_number(row.field(imdb));
        const auto tmdb_id = whole_number(row.field(tmdb)).value_or(0);
        if (id == 0 || (imdb_id_number == 0 && tmdb_id == 0)) return SkipReason::bad_id;
        auto film_row = session.films.find_imdb(imdb_id_number);
        if (!film_row) film_row = session.films.find_tmdb(tmdb_id);
        if (!film_row) return SkipReason::no_film;
        auto film = session.films.film(*film_row);
        film.ids.movielens = id;
        if (film.ids.imdb.empty() && imdb_id_number != 0) film.ids.imdb = imdb_id(imdb_id_number);
        if (film.ids.tmdb == 0) film.ids.tmdb = tmdb_id;
        return session.add_fact(*film_row, film);
    });
}

Result<Done> import_movielens_tags(ByteReader reader, ImportSession& session) {
    TableReader table{std::move(reader), TableForm::comma_separated};
    const auto movielens = table.column("movieid");
    const auto tag = table.column("tag");
    return each_row(table, session, [&](const TableReader& row) -> std::optional<SkipReason> {
        const auto id = whole_number(row.field(movielens));
        if (!id) return SkipReason::bad_id;
        const auto film_row = session.films.find_movielens(*id);
        if (!film_row) return SkipReason::no_film;
        auto text = in_lower_case(cleaned(row.field(tag), longest_imported_name));
        if (text.empty()) return SkipReason::bad_value;
        session.tags.push_back({*film_row, std::move(text)});
        ++session.report.facts_added;
        return std::nullopt;
    });
}

void settle_tags(ImportSession& session) {
    std::map<std::uint32_t, std::map<std::string, int>> votes;
    for (auto& vote : session.tags) ++votes[vote.row][std::move(vote.tag)];
    session.tags.clear();
    for (const auto& [row, tags] : votes) {
        const auto agreed = agreed_tags(tags);
        if (agreed.empty()) continue;
        auto film = session.films.film(row);
        for (const auto& tag : agreed)
            if (!names_someone(film, tag)) add_keyword(film, tag);
        session.films.replace(row, film);
    }
}

}  // namespace core::catalogue
