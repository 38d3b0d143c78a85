// All films that were checked so far, to see what stands there twice: an id, a film, a person's name.
//
// Keeps titles, names and places, not films. For one thread.
#pragma once

#include "core/catalogue/film.hpp"
#include "core/catalogue/glossary.hpp"
#include "film_checks.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace core::catalogue {

class FilmRegister {
public:
    // `vocabulary` says which people have a Latin name.
    explicit FilmRegister(const Glossary& vocabulary);

    // What contradicts the films before; then `film`, which stands at `place` ("1990s.jsonl:12"), is among them.
    std::vector<Remark> enter(const Film& film, const std::string& place);

private:
    struct Entry {
        std::string place;
        PublicIds ids;
        std::vector<std::string> directors;
    };

    static bool may_be_one(const Film& film, const Entry& entry);
    void enter_id(std::string_view kind, const std::string& id, const std::string& place);
    void enter_own_id(const Film& film, const std::string& place);
    void enter_title(std::string_view kind, const std::string& title, const Film& film, const std::string& place);
    void enter_person(const std::string& name);

    std::map<std::string, std::string> latin_names_;              // by the Russian one
    std::unordered_map<std::string, std::string> ids_;            // "tmdb 771" → place
    std::unordered_map<std::string, Entry> own_ids_;              // by film_id()
    std::unordered_map<std::string, std::vector<Entry>> titles_;  // kind, year and folded title
    std::unordered_map<std::string, std::string> people_;         // folded → as first spelt
    std::vector<Remark> remarks_;
};

}  // namespace core::catalogue
