#include "film_links.hpp"

#include <cctype>
#include <string_view>

namespace app {
namespace {

// What is not plain in an address is written as %XX; other letters of UTF-8 included.
std::string escaped(const std::string& text) {
    constexpr const char* digits = "0123456789ABCDEF";
    constexpr std::string_view plain = "-_.~!*'(),:;@/";
    std::string address;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool is_plain = byte < 0x80 && (std::isalnum(byte) != 0 || plain.find(letter) != std::string_view::npos);
        if (is_plain)
            address += letter;
        else
            address.append({'%', digits[byte >> 4U], digits[byte & 0xFU]});
    }
    return address;
}

}  // namespace

std::vector<FilmLink> links_of(const core::catalogue::Film& film) {
    std::vector<FilmLink> links;
    const auto& ids = film.ids;
    const auto add = [&links](const char* source, const char* key, std::string address) {
        links.push_back({source, key, std::move(address)});
    };
    if (!ids.imdb.empty()) add("IMDb", "imdb", "https://www.imdb.com/title/" + escaped(ids.imdb) + "/");
    if (ids.tmdb != 0) add("TMDB", "tmdb", "https://www.themoviedb.org/movie/" + std::to_string(ids.tmdb));
    if (ids.kinopoisk != 0)
        add("KinoPoisk", "kinopoisk", "https://www.kinopoisk.ru/film/" + std::to_string(ids.kinopoisk) + "/");
    if (ids.movielens != 0)
        add("MovieLens", "movielens", "https://movielens.org/movies/" + std::to_string(ids.movielens));
    if (!ids.wikipedia.empty())
        add("Wikipedia", "wikipedia", "https://en.wikipedia.org/wiki/" + escaped(ids.wikipedia));
    return links;
}

}  // namespace app
