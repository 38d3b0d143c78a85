// TMDB, version 3 of its API.
#include "outside_answer.hpp"

#include <algorithm>
#include <charconv>

namespace posters {
namespace {

constexpr int last_id = 2'000'000'000;
constexpr int most_votes = 2'000'000'000;
constexpr std::size_t longest_short_key = 40;  // longer ones are read tokens, which go into a header

// "/9wSbe4CwObACCQvaUVhWQyLR5Vz.jpg": nothing that would lead elsewhere.
std::string as_picture_path(std::string path) {
    const auto is_plain = [](char letter) {
        return ('a' <= letter && letter <= 'z') || ('A' <= letter && letter <= 'Z') ||
               ('0' <= letter && letter <= '9') || letter == '_' || letter == '-' || letter == '.';
    };
    const bool fits = path.size() > 1 && path.size() < 100 && path.front() == '/' &&
                      path.find("..") == std::string::npos && std::all_of(path.begin() + 1, path.end(), is_plain);
    return fits ? std::move(path) : std::string{};
}

std::optional<int> year_of(const json::object& film) {
    const auto date = text_in(film, "release_date", 20);
    int year{};
    const auto [end, error] = std::from_chars(date.data(), date.data() + std::min<std::size_t>(date.size(), 4), year);
    return error == std::errc{} && end == date.data() + 4 ? std::optional{year} : std::nullopt;
}

Facts facts_of(const json::object& film, int id, api::Language language) {
    Facts facts;
    facts.poster = as_picture_path(text_in(film, "poster_path"));
    add_rating(facts, "TMDB", number_in(film, "vote_average", 0, 10), whole_in(film, "vote_count", 0, most_votes));
    add_description(facts, Provider::tmdb, language, text_in(film, "overview", longest_description));
    facts.links.push_back({"TMDB", "https://www.themoviedb.org/movie/" + std::to_string(id)});
    return facts;
}

class Tmdb final : public FactsProvider {
public:
    explicit Tmdb(Access access) : access_{std::move(access)}, picture_origin_{origin_of(access_.image_url)} {}

    Provider name() const override { return Provider::tmdb; }

    Lookup look_up(const Film& film, api::Language language, const Ask& ask) const override {
        const std::string in_language = language == api::Language::ru ? "language=ru-RU" : "language=en-US";
        if (film.tmdb > 0) {
            const auto answer = get("/movie/" + std::to_string(film.tmdb) + "?" + in_language, ask);
            if (answer) {
                if (whole_in(answer.value(), "id", 1, last_id) != film.tmdb) return Missed{Miss::bad_answer};
                return facts_of(answer.value(), film.tmdb, language);
            }
            if (answer.error().miss != Miss::not_found) return answer.error();
        }
        if (!film.imdb.empty()) {
            const auto answer = get("/find/" + in_query(film.imdb) + "?external_source=imdb_id&" + in_language, ask);
            if (!answer && answer.error().miss != Miss::not_found) return answer.error();
            if (answer)
                for (const auto* one : objects_in(answer.value(), "movie_results"))
                    if (const auto id = whole_in(*one, "id", 1, last_id)) return facts_of(*one, *id, language);
        }
        return by_title(film, language, in_language, ask);
    }

    std::string picture_url(const Facts& facts, api::PosterSize size) const override {
        if (facts.poster.empty()) return {};
        return access_.image_url + "/" + std::string{api::choice_name(size)} + facts.poster;
    }

    bool has_pictures_at(std::string_view url) const override { return has_origin(url, {picture_origin_}); }

private:
    Lookup by_title(const Film& film, api::Language language, const std::string& in_language, const Ask& ask) const {
        const auto& title = film.title.empty() ? film.title_ru : film.title;
        if (title.empty() || film.year == 0) return Missed{Miss::not_found};
        const auto answer =
            get("/search/movie?query=" + in_query(title) + "&include_adult=false&page=1&" + in_language, ask);
        if (!answer) return answer.error();
        for (const auto* one : objects_in(answer.value(), "results")) {
            const auto id = whole_in(*one, "id", 1, last_id);
            if (id && is_same_film(film, {text_in(*one, "title"), text_in(*one, "original_title")}, year_of(*one)))
                return facts_of(*one, *id, language);
        }
        return Missed{Miss::not_found};
    }

    core::Result<json::object, Missed> get(const std::string& path, const Ask& ask) const {
        service_kit::Headers headers;
        if (access_.key.size() <= longest_short_key)
            return ask_for_object(ask, access_.url + path + "&api_key=" + in_query(access_.key), std::move(headers));
        headers.add("Authorization", "Bearer " + access_.key);
        return ask_for_object(ask, access_.url + path, std::move(headers));
    }

    Access access_;
    std::string picture_origin_;
};

}  // namespace

std::unique_ptr<const FactsProvider> make_tmdb(Access access) { return std::make_unique<Tmdb>(std::move(access)); }

}  // namespace posters
