#include "answer_json.hpp"

#include "json_line.hpp"

#include <boost/json.hpp>

namespace app {
namespace {

namespace json = boost::json;
using core::catalogue::Catalogue;
using core::catalogue::FilmIndex;
using core::ranking::Language;

json::object film_json(FilmIndex index, const Catalogue& films) {
    const auto& film = films.film(index);
    return {{"id", film.id}, {"title", film.title}, {"title_ru", film.title_ru}, {"year", film.year}};
}

const char* matched_by_name(MatchedBy how) {
    switch (how) {
        case MatchedBy::id:
            return "id";
        case MatchedBy::title:
            return "title";
        case MatchedBy::description:
            return "description";
    }
    return "";
}

json::value optional_film(const std::optional<FilmIndex>& film, const Catalogue& films) {
    return film ? json::value(film_json(*film, films)) : json::value(nullptr);
}

json::array candidates_json(const std::vector<core::titles::Candidate>& candidates, const Catalogue& films) {
    json::array array;
    for (const auto& candidate : candidates) {
        auto object = film_json(candidate.film, films);
        object["confidence"] = candidate.confidence;
        array.push_back(std::move(object));
    }
    return array;
}

json::object named_json(const core::ranking::NamedFilm& named, const Catalogue& films) {
    return {{"text", named.text},
            {"film", optional_film(named.film, films)},
            {"confidence", named.confidence},
            {"matched_by", matched_by_name(named.matched_by)}};
}

json::object query_json(const core::ranking::Advice& advice, const Catalogue& films) {
    auto query = named_json(advice.liked[advice.unclear], films);
    if (advice.liked.size() > 1) {
        json::array liked;
        for (const auto& named : advice.liked) liked.push_back(named_json(named, films));
        query["liked"] = std::move(liked);
    }
    return query;
}

json::array reasons_json(const core::ranking::Recommendation& one, Language language, const Catalogue& films) {
    json::array array;
    for (const auto& reason : one.reasons)
        array.push_back({{"signal", core::ranking::signal_name(reason.signal)},
                         {"share", reason.share},
                         {"text", core::ranking::reason_text(reason, language, films)}});
    return array;
}

json::object recommendation_json(const core::ranking::Recommendation& one, Language language, const Catalogue& films) {
    auto object = film_json(one.film, films);
    json::array genres;
    for (const auto genre : films.film(one.film).genres) genres.emplace_back(films.genres().name(genre));
    object["genres"] = std::move(genres);
    object["score"] = one.score;
    object["reasons"] = reasons_json(one, language, films);
    return object;
}

}  // namespace

std::string search_json(const SearchAnswer& answer, const Catalogue& films) {
    return json_line({{"query",
                       {{"text", answer.text},
                        {"film", optional_film(answer.film, films)},
                        {"confidence", answer.confidence},
                        {"matched_by", matched_by_name(answer.matched_by)}}},
                      {"candidates", candidates_json(answer.candidates, films)}});
}

std::string advice_json(const core::ranking::Advice& advice, Language language, const Catalogue& films) {
    json::array recommendations;
    for (const auto& one : advice.page.films) recommendations.push_back(recommendation_json(one, language, films));
    return json_line({{"query", query_json(advice, films)},
                      {"choices", candidates_json(advice.choices, films)},
                      {"recommendations", std::move(recommendations)},
                      {"next_offset", advice.page.next_offset},
                      {"exhausted", advice.page.exhausted}});
}

std::string choices_json(const std::string& text, const std::vector<core::titles::Candidate>& choices,
                         const Catalogue& films) {
    return json_line({{"query", {{"text", text}}}, {"choices", candidates_json(choices, films)}, {"film", nullptr}});
}

std::string fault_json(const core::ranking::AdviceFault& fault, const Catalogue& films) {
    return json_line({{"query", {{"text", fault.text}, {"film", nullptr}, {"confidence", 0}}},
                      {"choices", json::array{}},
                      {"recommendations", json::array{}},
                      {"next_offset", 0},
                      {"exhausted", true},
                      {"error", {{"code", fault.fault.code}, {"message", fault.fault.message}}},
                      {"candidates", candidates_json(fault.nearest, films)}});
}

}  // namespace app
