#include "film_merging.hpp"

#include "core/text/fold.hpp"
#include "core/text/numerals.hpp"
#include "import_text.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>

namespace core::catalogue {
namespace {

constexpr std::size_t most_aliases = 20;
constexpr std::size_t most_namesakes = 256;  // of one title are looked at, and no more

std::vector<std::string> folded(const std::vector<std::string>& names) {
    std::vector<std::string> found;
    found.reserve(names.size());
    for (const auto& name : names) found.push_back(text::fold(name));
    return found;
}

// As they are compared: "Vol. II" and "Volume 2" are one.
std::vector<std::string> folded_titles(const Film& film) {
    std::vector<std::string> titles;
    for (const auto* title : {&film.title, &film.title_ru, &film.original_title})
        if (!title->empty()) add_name(titles, text::numbers_as_digits(text::fold(*title)));
    return titles;
}

// Titles are kept by spans of years: most films and their neighbours lie in one.
constexpr int years_in_span = 8;

std::uint64_t title_key(std::string_view title, int span) {
    std::uint64_t hash = 14695981039346656037U ^ static_cast<std::uint64_t>(span);
    for (const char letter : title) hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211U;
    return hash;
}

enum class Verdict { same, other, unknown };

// Whether those who made two films of one name are the same.
Verdict compare_people(const Film& left, const Film& right) {
    for (const auto people : {&Film::directors, &Film::cast}) {
        if ((left.*people).empty() || (right.*people).empty()) continue;
        const auto names = folded(right.*people);
        const bool shared = std::ranges::any_of(
            folded(left.*people), [&](const auto& name) { return std::ranges::find(names, name) != names.end(); });
        return shared ? Verdict::same : Verdict::other;
    }
    return Verdict::unknown;
}

void fill(std::string& better, const std::string& other) {
    if (better.empty()) better = other;
}
void fill(int& better, int other) {
    if (better == 0) better = other;
}
void fill(std::vector<std::string>& better, const std::vector<std::string>& other) {
    if (better.empty()) better = other;
}

}  // namespace

void fill_missing(Film& better, const Film& other) {
    for (const auto text : {&Film::title_ru, &Film::language, &Film::franchise, &Film::synopsis_en, &Film::synopsis_ru})
        fill(better.*text, other.*text);
    for (const auto list :
         {&Film::countries, &Film::genres, &Film::keywords, &Film::directors, &Film::writers, &Film::cast})
        fill(better.*list, other.*list);
    for (const auto number : {&Film::runtime_min, &Film::votes}) fill(better.*number, other.*number);
    fill(better.ids.imdb, other.ids.imdb);
    fill(better.ids.wikipedia, other.ids.wikipedia);
    for (const auto id : {&PublicIds::tmdb, &PublicIds::kinopoisk, &PublicIds::movielens})
        fill(better.ids.*id, other.ids.*id);
    if (better.vote_count == 0) {
        better.vote_count = other.vote_count;
        better.vote_average = other.vote_average;
    }
    auto known = folded(better.aliases);
    for (const auto* title : {&better.title, &better.title_ru, &better.original_title})
        known.push_back(text::fold(*title));
    const auto add_alias = [&](const std::string& title) {
        auto name = text::fold(title);
        if (name.empty() || better.aliases.size() >= most_aliases || std::ranges::find(known, name) != known.end())
            return;
        better.aliases.push_back(title);
        known.push_back(std::move(name));
    };
    add_alias(other.title);
    for (const auto& alias : other.aliases) add_alias(alias);
}

FilmMerger::Known FilmMerger::known_of(const Film& film, int file) {
    const auto& ids = film.ids;
    return {.page = ids.wikipedia.empty() ? 0 : title_key(ids.wikipedia, 0) >> 4U,
            .imdb = imdb_number(ids.imdb),
            .tmdb = ids.tmdb,
            .kinopoisk = ids.kinopoisk,
            .movielens = ids.movielens,
            .votes = film.votes,
            .year = static_cast<std::int16_t>(film.year),
            .file = static_cast<std::int16_t>(file)};
}

bool FilmMerger::contradicts(const Known& left, const Known& right) {
    const auto differ = [](auto one, auto two) { return one != 0 && two != 0 && one != two; };
    return differ(left.imdb, right.imdb) || differ(left.tmdb, right.tmdb) || differ(left.kinopoisk, right.kinopoisk) ||
           differ(left.movielens, right.movielens);
}

std::optional<std::uint32_t> FilmMerger::find(IdKind kind, Key number) const {
    if (number == 0) return std::nullopt;
    const auto found = ids_.find(static_cast<Key>(kind) << 60U | number);
    return found == ids_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<std::uint32_t> FilmMerger::find_imdb(std::uint32_t number) const { return find(IdKind::imdb, number); }
std::optional<std::uint32_t> FilmMerger::find_tmdb(int id) const { return find(IdKind::tmdb, static_cast<Key>(id)); }
std::optional<std::uint32_t> FilmMerger::find_movielens(int id) const {
    return find(IdKind::movielens, static_cast<Key>(id));
}

std::optional<std::uint32_t> FilmMerger::find_by_id(const Known& known) const {
    if (const auto row = find_imdb(known.imdb)) return row;
    if (const auto row = find_tmdb(known.tmdb)) return row;
    if (const auto row = find(IdKind::kinopoisk, static_cast<Key>(known.kinopoisk))) return row;
    return find_movielens(known.movielens);
}

// A page may tell of several films: it joins films of different files, and within a file only those of one title.
std::optional<std::uint32_t> FilmMerger::find_by_page(const Film& film, const Known& known) const {
    const auto row = find(IdKind::page, known.page);
    if (!row) return std::nullopt;
    const auto& other = known_[*row];
    if (std::abs(other.year - known.year) > 1 || contradicts(other, known)) return std::nullopt;
    if (other.file == known.file && text::fold(staged_.film(*row).title) != text::fold(film.title)) return std::nullopt;
    return row;
}

std::vector<std::uint32_t> FilmMerger::namesakes(const Titles& titles, const Known& known) const {
    std::vector<std::uint32_t> rows;
    const int first = (known.year - 1) / years_in_span;
    const int last = (known.year + 1) / years_in_span;
    for (const auto& title : titles) {
        for (int span = first; span <= last; ++span) {
            std::size_t looked_at = 0;
            const auto [begin, end] = titles_.equal_range(title_key(title, span));
            for (auto found = begin; found != end && looked_at < most_namesakes; ++found, ++looked_at)
                if (std::abs(known_[found->second].year - known.year) <= 1) rows.push_back(found->second);
        }
    }
    std::ranges::sort(rows);
    rows.erase(std::ranges::unique(rows).begin(), rows.end());
    return rows;
}

FilmMerger::Match FilmMerger::find_by_title(const Titles& titles, const Film& film, const Known& known) const {
    Match match;
    std::vector<std::uint32_t> undecided;
    for (const auto row : namesakes(titles, known)) {
        match.has_namesake = true;
        if (contradicts(known_[row], known)) continue;
        const auto verdict = compare_people(staged_.film(row), film);
        if (verdict == Verdict::same) return {row, true};
        // Two lines of one file about one film are rare, two films of one name are not.
        if (verdict == Verdict::unknown && known_[row].file != known.file) undecided.push_back(row);
    }
    // Nothing but the title to go by: it decides when it fits one film only, or one letter by letter, or one of this
    // very year.
    const auto same_letters = [&, name = text::fold(film.title)](std::uint32_t row) {
        return text::fold(staged_.film(row).title) == name;
    };
    if (undecided.size() > 1 && std::ranges::any_of(undecided, same_letters))
        std::erase_if(undecided, [&](std::uint32_t row) { return !same_letters(row); });
    const auto same_year = [&](std::uint32_t row) { return known_[row].year == known.year; };
    if (undecided.size() > 1 && std::ranges::count_if(undecided, same_year) == 1)
        match.row = *std::ranges::find_if(undecided, same_year);
    else if (undecided.size() == 1)
        match.row = undecided.front();
    return match;
}

void FilmMerger::remember_ids(std::uint32_t row, const Known& known) {
    const auto remember = [&](IdKind kind, Key number) {
        if (number != 0) ids_.try_emplace(static_cast<Key>(kind) << 60U | number, row);
    };
    remember(IdKind::imdb, known.imdb);
    remember(IdKind::tmdb, static_cast<Key>(known.tmdb));
    remember(IdKind::kinopoisk, static_cast<Key>(known.kinopoisk));
    remember(IdKind::movielens, static_cast<Key>(known.movielens));
    remember(IdKind::page, known.page);
}

void FilmMerger::remember_titles(std::uint32_t row, const Titles& titles, int year) {
    for (const auto& title : titles) {
        const auto key = title_key(title, year / years_in_span);
        const auto [begin, end] = titles_.equal_range(key);
        if (std::none_of(begin, end, [row](const auto& known) { return known.second == row; }))
            titles_.emplace(key, row);
    }
}

void FilmMerger::replace(std::uint32_t row, const Film& film) {
    staged_.replace(row, film);
    auto known = known_of(film, known_[row].file);
    remember_ids(row, known);
    known_[row] = known;
}

FilmMerger::Placed FilmMerger::place(const Film& film, int file) {
    const auto known = known_of(film, file);
    auto row = find_by_id(known);
    if (row && known_[*row].file == known.file) return Placed::repeated;
    if (!row) row = find_by_page(film, known);
    const auto titles = folded_titles(film);
    Match match;
    if (!row) {
        match = find_by_title(titles, film, known);
        row = match.row;
    }
    if (row && known_[*row].file == known.file) return Placed::repeated;
    if (row) {
        auto better = staged_.film(*row);
        fill_missing(better, film);
        replace(*row, better);
        remember_titles(*row, titles, film.year);
        return Placed::merged;
    }
    const auto added = staged_.add(film);
    known_.push_back(known);
    remember_ids(added, known);
    remember_titles(added, titles, film.year);
    return match.has_namesake ? Placed::new_film_apart : Placed::new_film;
}

std::vector<std::uint32_t> FilmMerger::rows_by_votes() const {
    std::vector<std::uint32_t> rows(known_.size());
    std::iota(rows.begin(), rows.end(), 0U);
    std::ranges::stable_sort(rows, std::greater{}, [&](std::uint32_t row) { return known_[row].votes; });
    return rows;
}

}  // namespace core::catalogue
