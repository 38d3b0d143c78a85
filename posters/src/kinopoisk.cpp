// KinoPoisk by way of kinopoiskapiunofficial.tech.
#include "outside_answer.hpp"

#include <algorithm>

namespace posters {
namespace {

constexpr int last_id = 2'000'000'000;
constexpr int most_votes = 2'000'000'000;

class KinoPoisk final : public FactsProvider {
public:
    explicit KinoPoisk(Access access) : access_{std::move(access)}, origin_{origin_of(access_.url)} {}

    Provider name() const override { return Provider::kinopoisk; }

    Lookup look_up(const Film& film, api::Language /*language*/, const Ask& ask) const override {
        if (film.kinopoisk > 0) {
            auto found = by_id(film.kinopoisk, ask);
            if (found || found.error().miss != Miss::not_found) return found;
        }
        auto id = film.imdb.empty() ? core::Result<int, Missed>{Missed{Miss::not_found}} : id_by_imdb(film, ask);
        if (!id && id.error().miss == Miss::not_found) id = id_by_title(film, ask);
        return id ? by_id(id.value(), ask) : Lookup{id.error()};
    }

    std::string picture_url(const Facts& facts, api::PosterSize size) const override {
        const bool is_small = size == api::PosterSize::w185 || size == api::PosterSize::w342;
        return is_small && !facts.small_poster.empty() ? facts.small_poster : facts.poster;
    }

    bool has_pictures_at(std::string_view url) const override {
        return has_origin(url, {origin_, "https://kinopoiskapiunofficial.tech", "https://avatars.mds.yandex.net",
                                "https://st.kp.yandex.net"});
    }

private:
    core::Result<json::object, Missed> get(const std::string& path, const Ask& ask) const {
        service_kit::Headers headers;
        headers.add("X-API-KEY", access_.key);
        return ask_for_object(ask, access_.url + path, std::move(headers));
    }

    Lookup by_id(int id, const Ask& ask) const {
        const auto answer = get("/api/v2.2/films/" + std::to_string(id), ask);
        if (!answer) return answer.error();
        const auto& film = answer.value();
        if (whole_in(film, "kinopoiskId", 1, last_id) != id) return Missed{Miss::bad_answer};
        Facts facts;
        facts.poster = as_address(text_in(film, "posterUrl"));
        facts.small_poster = as_address(text_in(film, "posterUrlPreview"));
        add_rating(facts, "KinoPoisk", number_in(film, "ratingKinopoisk", 0, 10),
                   whole_in(film, "ratingKinopoiskVoteCount", 0, most_votes));
        add_rating(facts, "IMDb", number_in(film, "ratingImdb", 0, 10),
                   whole_in(film, "ratingImdbVoteCount", 0, most_votes));
        add_description(facts, Provider::kinopoisk, api::Language::ru,
                        text_in(film, "description", longest_description));
        facts.links.push_back({"KinoPoisk", "https://www.kinopoisk.ru/film/" + std::to_string(id) + "/"});
        return facts;
    }

    core::Result<int, Missed> id_by_imdb(const Film& film, const Ask& ask) const {
        const auto answer = get("/api/v2.2/films?imdbId=" + in_query(film.imdb), ask);
        if (!answer) return answer.error();
        for (const auto* item : objects_in(answer.value(), "items"))
            if (const auto id = whole_in(*item, "kinopoiskId", 1, last_id); id && text_in(*item, "imdbId") == film.imdb)
                return *id;
        return Missed{Miss::not_found};
    }

    core::Result<int, Missed> id_by_title(const Film& film, const Ask& ask) const {
        const auto& title = film.title_ru.empty() ? film.title : film.title_ru;
        const auto answer = get("/api/v2.1/films/search-by-keyword?keyword=" + in_query(title) + "&page=1", ask);
        if (!answer) return answer.error();
        for (const auto* item : objects_in(answer.value(), "films")) {
            const auto type = text_in(*item, "type");
            const auto id = whole_in(*item, "filmId", 1, last_id);
            const bool is_film = type.empty() || type == "FILM" || type == "VIDEO";
            if (id && is_film &&
                is_same_film(film, {text_in(*item, "nameRu"), text_in(*item, "nameEn")},
                             whole_in(*item, "year", least_year, last_year)))
                return *id;
        }
        return Missed{Miss::not_found};
    }

    Access access_;
    std::string origin_;
};

}  // namespace

std::unique_ptr<const FactsProvider> make_kinopoisk(Access access) {
    return std::make_unique<KinoPoisk>(std::move(access));
}

}  // namespace posters
