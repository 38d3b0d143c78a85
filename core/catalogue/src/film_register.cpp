#include "film_register.hpp"

#include "core/text/fold.hpp"

#include <algorithm>
#include <utility>

namespace core::catalogue {
namespace {

template <class Id>
bool contradict(const Id& id, const Id& other) {
    return id != Id{} && other != Id{} && id != other;
}

}  // namespace

FilmRegister::FilmRegister(const Glossary& vocabulary) : latin_names_{vocabulary.names_by_russian(TermKind::person)} {}

// Films of one name and year are two where a catalogue knows them by two ids, or other people directed them.
bool FilmRegister::may_be_one(const Film& film, const Entry& entry) {
    const auto& ids = film.ids;
    if (contradict(ids.imdb, entry.ids.imdb) || contradict(ids.tmdb, entry.ids.tmdb) ||
        contradict(ids.kinopoisk, entry.ids.kinopoisk))
        return false;
    const auto& directors = film.directors;
    return directors.empty() || entry.directors.empty() ||
           std::ranges::find_first_of(directors, entry.directors) != directors.end();
}

std::vector<Remark> FilmRegister::enter(const Film& film, const std::string& place) {
    const auto number = [](int id) { return id == 0 ? std::string{} : std::to_string(id); };
    enter_id("imdb", film.ids.imdb, place);
    enter_id("tmdb", number(film.ids.tmdb), place);
    enter_id("kinopoisk", number(film.ids.kinopoisk), place);
    enter_id("movielens", number(film.ids.movielens), place);
    enter_id("wikipedia", film.ids.wikipedia, place);
    enter_own_id(film, place);
    enter_title("title", film.title, film, place);
    enter_title("title_ru", film.title_ru, film, place);
    for (const auto* people : {&film.directors, &film.writers, &film.cast})
        for (const auto& name : *people) enter_person(name);
    return std::exchange(remarks_, {});
}

void FilmRegister::enter_id(std::string_view kind, const std::string& id, const std::string& place) {
    if (id.empty()) return;
    const auto key = std::string{kind} + " " + id;
    const auto [seen, is_new] = ids_.try_emplace(key, place);
    if (!is_new) remarks_.push_back({"id_twice", key + " is the film at " + seen->second + " already"});
}

// Two films that no catalogue numbers share the id made of title and year, whoever directed them.
void FilmRegister::enter_own_id(const Film& film, const std::string& place) {
    const auto [seen, is_new] = own_ids_.try_emplace(film_id(film), Entry{place, film.ids, film.directors});
    if (is_new || may_be_one(film, seen->second)) return;
    remarks_.push_back({"id_twice", "\"" + film.title + "\" of " + std::to_string(film.year) + " at " +
                                        seen->second.place +
                                        " gets the same id; give one a public id or another title"});
}

void FilmRegister::enter_title(std::string_view kind, const std::string& title, const Film& film,
                               const std::string& place) {
    if (title.empty()) return;
    const auto folded = text::fold(title);
    const auto year = std::to_string(film.year);
    auto& entries = titles_[std::string{kind} + " " + year + " " + (folded.empty() ? title : folded)];
    const auto twin = std::ranges::find_if(entries, [&film](const Entry& entry) { return may_be_one(film, entry); });
    if (twin != entries.end())
        remarks_.push_back(
            {"film_twice", "a film called \"" + title + "\" of " + year + " stands at " + twin->place +
                               " already; make them one, or name the directors of both if they are two"});
    entries.push_back({place, film.ids, film.directors});
}

void FilmRegister::enter_person(const std::string& name) {
    if (const auto latin = latin_names_.find(name); latin != latin_names_.end() && latin->second != name)
        remarks_.push_back({"person_spelling", name + " is called " + latin->second + " in people.tsv; write that"});
    const auto [seen, is_new] = people_.try_emplace(text::fold(name), name);
    if (!is_new && seen->second != name)
        remarks_.push_back({"person_spelling", name + " is spelt " + seen->second + " in a film before; write one"});
}

}  // namespace core::catalogue
