// What ml_service is asked and answers about what others have of a film: its poster, their ratings and descriptions.
//
// Plain data, described. Whose a fact is stands with it.
#pragma once

#include "api/films.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace api {

// As TMDB calls its sizes: by their width in pixels. Posters are half as high again.
enum class PosterSize { w185, w342, w500, w780 };
BOOST_DESCRIBE_ENUM(PosterSize, w185, w342, w500, w780)

enum class Provider { kinopoisk, omdb, tmdb };
BOOST_DESCRIBE_ENUM(Provider, kinopoisk, omdb, tmdb)

// Where a poster comes from; `card` is one that we draw.
enum class PosterSource { kinopoisk, omdb, tmdb, card };
BOOST_DESCRIBE_ENUM(PosterSource, kinopoisk, omdb, tmdb, card)

// Why a provider had nothing to say. A spent quota or a refused key is not "not found".
enum class Miss { not_found, quota_spent, key_refused, rate_limited, timed_out, unreachable, bad_answer };
BOOST_DESCRIBE_ENUM(Miss, not_found, quota_spent, key_refused, rate_limited, timed_out, unreachable, bad_answer)

struct PosterQuery {
    std::string id{};
    std::optional<PosterSize> size{};
    std::optional<Language> language{};
};
BOOST_DESCRIBE_STRUCT(PosterQuery, (), (id, size, language))
constexpr auto notes(const PosterQuery*) {
    return std::array{Note{"id", "A film's id, the present one or any it had", film_id_limits, R"("tt0099785")"},
                      Note{"size", "How wide it should be, about; w500 where it is left out", {}, R"("w500")"},
                      note_on_language()};
}

struct Description {
    Provider source{};
    Language language{};
    std::string text{};
};
BOOST_DESCRIBE_STRUCT(Description, (), (source, language, text))
constexpr auto notes(const Description*) {
    return std::array{Note{"source", "Whose it is"}, Note{"language", "In which it is written"},
                      Note{"text", "What the film is about", {.one_line = false}}};
}

struct Link {
    std::string site{};
    std::string url{};
};
BOOST_DESCRIBE_STRUCT(Link, (), (site, url))
constexpr auto notes(const Link*) {
    return std::array{Note{"site", "Where it leads", {}, R"("IMDb")"},
                      Note{"url", "The film's page", {}, R"("https://www.imdb.com/title/tt0099785/")"}};
}

struct PosterOrigin {
    PosterSource source = PosterSource::card;
};
BOOST_DESCRIBE_STRUCT(PosterOrigin, (), (source))
constexpr auto notes(const PosterOrigin*) { return std::array{Note{"source", "Who has the poster"}}; }

struct MissingFacts {
    Provider source{};
    Miss code{};
    std::string text{};
};
BOOST_DESCRIBE_STRUCT(MissingFacts, (), (source, code, text))
constexpr auto notes(const MissingFacts*) {
    return std::array{Note{"source", "Who had nothing to say"}, Note{"code", "Why, for programs"},
                      Note{"text", "Why, for people", {}, R"("The quota of KinoPoisk is spent")"}};
}

struct DetailsAnswer {
    std::string id{};
    std::vector<Rating> ratings{};
    std::vector<Description> descriptions{};
    std::vector<Link> links{};
    PosterOrigin poster{};
    std::vector<MissingFacts> missing{};
    std::vector<std::string> notices{};
};
BOOST_DESCRIBE_STRUCT(DetailsAnswer, (), (id, ratings, descriptions, links, poster, missing, notices))
constexpr auto notes(const DetailsAnswer*) {
    return std::array{Note{"id", "The film's", film_id_limits, R"("tt0099785")"},
                      Note{"ratings", "Those of others, each with whose it is"},
                      Note{"descriptions", "Those of others, each with whose it is"},
                      Note{"links", "The film's pages elsewhere"},
                      Note{"poster", "Where the film's poster comes from"},
                      Note{"missing", "Who was asked and had nothing to say, and why"},
                      Note{"notices", "What the sources want to be said beside what is theirs"}};
}

}  // namespace api
