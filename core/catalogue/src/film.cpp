#include "core/catalogue/film.hpp"

#include "core/text/fold.hpp"
#include "film_key.hpp"

#include <cstdint>
#include <cstdio>

namespace core::catalogue {

std::uint64_t title_hash(const Film& film) {
    // FNV-1a: short, and the same on every machine for ever, which is what an id needs.
    std::uint64_t hash = 14695981039346656037U;
    for (const char letter : text::fold(film.title) + " " + std::to_string(film.year)) {
        hash ^= static_cast<unsigned char>(letter);
        hash *= 1099511628211U;
    }
    return (hash >> 40U ^ hash) & 0xFF'FFFF'FFFFU;
}

std::string film_id(const Film& film) { return all_film_ids(film).front(); }

std::vector<std::string> all_film_ids(const Film& film) {
    std::vector<std::string> ids;
    if (!film.ids.imdb.empty()) ids.push_back(film.ids.imdb);
    if (film.ids.tmdb != 0) ids.push_back("tm" + std::to_string(film.ids.tmdb));
    if (film.ids.kinopoisk != 0) ids.push_back("kp" + std::to_string(film.ids.kinopoisk));
    char hash[16];
    std::snprintf(hash, sizeof hash, "f%010llx", static_cast<unsigned long long>(title_hash(film)));
    ids.emplace_back(hash);
    return ids;
}

}  // namespace core::catalogue
