// OMDb, which knows IMDb's films: everything in its answers is text.
#include "outside_answer.hpp"

#include <algorithm>

namespace posters {
namespace {

constexpr int most_votes = 2'000'000'000;

// It has one status for all that is wrong with a key, and 200 for what it does not find.
Missed miss_of(const std::string& error) {
    const auto says = [&error](std::string_view words) { return error.find(words) != std::string::npos; };
    if (says("limit reached")) return {Miss::quota_spent};
    if (says("API key")) return {Miss::key_refused};
    if (says("not found") || says("Incorrect IMDb ID")) return {Miss::not_found};
    return {Miss::bad_answer};
}

// "91%" and "84/100", out of 10.
std::optional<double> out_of_ten(const json::object& rating) {
    const auto text = text_in(rating, "Value", 20);
    const auto end = std::min(text.find('%'), text.find("/100"));
    if (end == std::string::npos) return std::nullopt;
    const auto percent = number_in({{"value", text.substr(0, end)}}, "value", 0, 100);
    return percent ? std::optional{*percent / 10} : std::nullopt;
}

Facts facts_of(const json::object& film) {
    Facts facts;
    facts.poster = as_address(text_in(film, "Poster", 1000));
    add_rating(facts, "IMDb", number_in(film, "imdbRating", 0, 10), whole_in(film, "imdbVotes", 0, most_votes));
    for (const auto* rating : objects_in(film, "Ratings"))
        for (const auto* whose : {"Rotten Tomatoes", "Metacritic"})
            if (text_in(*rating, "Source") == whose) add_rating(facts, whose, out_of_ten(*rating), std::nullopt);
    add_description(facts, Provider::omdb, api::Language::en, text_in(film, "Plot", longest_description));
    if (const auto id = text_in(film, "imdbID", 20); !id.empty())
        facts.links.push_back({"IMDb", "https://www.imdb.com/title/" + in_query(id) + "/"});
    return facts;
}

class Omdb final : public FactsProvider {
public:
    explicit Omdb(Access access) : access_{std::move(access)}, origin_{origin_of(access_.url)} {}

    Provider name() const override { return Provider::omdb; }

    Lookup look_up(const Film& film, api::Language /*language*/, const Ask& ask) const override {
        if (!film.imdb.empty()) {
            const auto answer = get("&i=" + in_query(film.imdb), ask);
            if (answer) {
                if (text_in(answer.value(), "imdbID") != film.imdb) return Missed{Miss::bad_answer};
                return facts_of(answer.value());
            }
            if (answer.error().miss != Miss::not_found) return answer.error();
        }
        if (film.title.empty() || film.year == 0) return Missed{Miss::not_found};
        const auto answer = get("&t=" + in_query(film.title) + "&y=" + std::to_string(film.year) + "&type=movie", ask);
        if (!answer) return answer.error();
        const auto& found = answer.value();
        if (!is_same_film(film, {text_in(found, "Title")}, whole_in(found, "Year", least_year, last_year)))
            return Missed{Miss::not_found};
        return facts_of(found);
    }

    std::string picture_url(const Facts& facts, api::PosterSize /*size*/) const override { return facts.poster; }

    bool has_pictures_at(std::string_view url) const override {
        return has_origin(
            url, {origin_, "https://m.media-amazon.com", "https://ia.media-imdb.com", "https://img.omdbapi.com"});
    }

private:
    core::Result<json::object, Missed> get(const std::string& parameters, const Ask& ask) const {
        const auto result =
            ask({.url = access_.url + "/?apikey=" + in_query(access_.key) + parameters + "&plot=full&r=json"});
        const bool may_say_why = result && (result.value().status == 200 || result.value().status == 401);
        if (!may_say_why) return *find_miss(result);
        auto answer = read_object(result.value().body);
        if (answer && text_in(*answer, "Response") == "True" && result.value().status == 200) return std::move(*answer);
        if (!answer) return find_miss(result).value_or(Missed{Miss::bad_answer});
        const auto miss = miss_of(text_in(*answer, "Error"));
        return miss.miss == Miss::bad_answer ? find_miss(result).value_or(miss) : miss;
    }

    Access access_;
    std::string origin_;
};

}  // namespace

std::unique_ptr<const FactsProvider> make_omdb(Access access) { return std::make_unique<Omdb>(std::move(access)); }

}  // namespace posters
