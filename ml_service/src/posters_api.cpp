#include "ml_service/posters_api.hpp"

#include "film_cards.hpp"
#include "film_problems.hpp"

#include <algorithm>

namespace ml_service {
namespace {

using core::catalogue::FilmIndex;
using service_kit::Call;
using service_kit::Response;

posters::Film in_posters(const core::catalogue::FilmView& film) {
    return {.id = std::string{film.id},
            .imdb = std::string{film.imdb},
            .tmdb = film.tmdb,
            .kinopoisk = film.kinopoisk,
            .title = std::string{film.title},
            .title_ru = std::string{film.title_ru},
            .original_title = std::string{film.original_title},
            .year = film.year};
}

posters::CardText card_text(const core::catalogue::Catalogue& films, FilmIndex index, api::Language language) {
    const auto& film = films.film(index);
    const bool in_russian = language == api::Language::ru;
    posters::CardText text{.year = film.year, .brand = in_russian ? "Киносовет" : "Kinosovet"};
    const auto& first = in_russian ? film.title_ru : film.title;
    const auto& second = in_russian ? film.title : film.title_ru;
    for (const auto& title : {first, second, film.original_title})
        if (!title.empty()) text.titles.emplace_back(title);
    text.genres = CardMaker{films, language}.card(index).genres;
    text.motifs = CardMaker{films, api::Language::en}.card(index).genres;
    return text;
}

// The pages whose addresses follow from the film's numbers.
std::vector<api::Link> known_links(const core::catalogue::FilmView& film) {
    std::vector<api::Link> links;
    if (!film.imdb.empty()) links.push_back({"IMDb", "https://www.imdb.com/title/" + std::string{film.imdb} + "/"});
    if (film.tmdb > 0) links.push_back({"TMDB", "https://www.themoviedb.org/movie/" + std::to_string(film.tmdb)});
    if (film.kinopoisk > 0)
        links.push_back({"KinoPoisk", "https://www.kinopoisk.ru/film/" + std::to_string(film.kinopoisk) + "/"});
    if (!film.wikipedia.empty())
        links.push_back({"Wikipedia", "https://en.wikipedia.org/wiki/" + std::string{film.wikipedia}});
    return links;
}

}  // namespace

PostersApi::PostersApi(std::shared_ptr<const core::ranking::LoadedFilms> films, const posters::Posters& posters,
                       service_kit::Metrics& metrics)
    : films_{std::move(films)}, posters_{posters}, metrics_{metrics} {}

api::Outcome<Response> PostersApi::poster(const api::PosterQuery& asked, const Call& call) const {
    const auto film = films_->films().find(asked.id);
    if (!film) return unknown_id(asked.id);
    const auto language = asked.language.value_or(call.language());
    auto picture = posters_.poster(in_posters(films_->films().film(*film)), card_text(films_->films(), *film, language),
                                   asked.size.value_or(api::PosterSize::w500), language);
    const std::string source{api::choice_name(picture.source)};
    metrics_.counter("posters_sent_total", "Posters sent, by who has them", {{"source", source}}).add();
    Response response{.content_type = picture.content_type};
    response.headers.add("ETag", service_kit::etag_of(picture.bytes));
    response.headers.add("Vary", "Accept-Language");
    response.headers.add("Cache-Control", "public, max-age=" + std::to_string(picture.client_age.count()));
    response.headers.add("X-Content-Type-Options", "nosniff");
    response.headers.add("X-Poster-Source", source);
    response.body = std::make_shared<const std::string>(std::move(picture.bytes));
    return response;
}

api::Outcome<api::DetailsAnswer> PostersApi::details(const api::FilmQuery& asked, const Call& call) const {
    const auto index = films_->films().find(asked.id);
    if (!index) return unknown_id(asked.id);
    const auto& film = films_->films().film(*index);
    auto answer = posters_.details(in_posters(film), asked.language.value_or(call.language()));
    auto links = known_links(film);
    for (auto& link : answer.links)
        if (std::ranges::none_of(links, [&](const auto& known) { return known.site == link.site; }))
            links.push_back(std::move(link));
    answer.links = std::move(links);
    return answer;
}

std::vector<service_kit::Route> routes_of(const std::shared_ptr<const PostersApi>& posters) {
    using service_kit::get;
    return {
        get("/films/{id}/poster", "The film's poster: a provider's, else a card drawn for it", posters,
            &PostersApi::poster)
            .answers("image/jpeg", {"image/png", "image/webp"})
            .waits_on(posters->workers())
            .tells({"X-Poster-Source", "Who has the poster: kinopoisk, omdb, tmdb, or card where it is drawn"})
            .tells({"ETag", "For If-None-Match"})
            .tells({"Cache-Control", "How long the poster may be kept"})
            .may_fail(404, "unknown_film"),
        get("/films/{id}/details", "What others say of a film: ratings, descriptions, each with whose it is", posters,
            &PostersApi::details)
            .waits_on(posters->workers())
            .may_fail(404, "unknown_film"),
    };
}

}  // namespace ml_service
