#include "ml_service/films_api.hpp"

#include "core/ranking/random_film.hpp"
#include "film_cards.hpp"
#include "film_problems.hpp"

#include <algorithm>
#include <cstdlib>

namespace ml_service {
namespace {

using core::ranking::AdviceFault;
using core::ranking::AdviceRequest;
using core::titles::Outcome;
using service_kit::Call;

constexpr std::chrono::minutes clients_keep{5};
constexpr std::size_t match_body_bytes = std::size_t{1024} * 1024;

api::MatchedBy in_api(core::ranking::MatchedBy how) {
    switch (how) {
        case core::ranking::MatchedBy::id:
            return api::MatchedBy::id;
        case core::ranking::MatchedBy::title:
            return api::MatchedBy::title;
        case core::ranking::MatchedBy::description:
            return api::MatchedBy::description;
    }
    std::abort();  // unreachable: -Wswitch makes the list complete
}

AdviceRequest in_core(const api::RecommendRequest& asked) {
    AdviceRequest request{
        .liked = {asked.film}, .year = asked.year, .disliked = asked.disliked, .excluded = asked.exclude};
    request.liked.insert(request.liked.end(), asked.liked.begin(), asked.liked.end());
    request.excluded.insert(request.excluded.end(), asked.recommendation.begin(), asked.recommendation.end());
    request.limit = static_cast<std::size_t>(asked.limit);
    request.offset = static_cast<std::size_t>(asked.offset);
    if (!asked.filters) return request;
    const auto& filters = *asked.filters;
    request.genres = filters.genres;
    request.without_genres = filters.without_genres;
    request.countries = filters.countries;
    request.bounds.from_year = filters.from_year;
    request.bounds.to_year = filters.to_year;
    request.bounds.max_minutes = filters.max_minutes;
    if (filters.min_rating) request.bounds.min_rating = static_cast<float>(*filters.min_rating);
    return request;
}

AdviceRequest in_core(const api::RandomQuery& asked) {
    return {.without_genres = asked.without_genres, .bounds = {.from_year = asked.from_year, .to_year = asked.to_year}};
}

// What was named and is not there: a film, a genre, a country.
api::Problem problem_of(const AdviceFault& fault, const CardMaker& maker) {
    api::Problem problem{
        .status = 404,
        .code = fault.fault.code,
        .title = fault.fault.code == "unknown_film" ? "There is no such film" : "There is no such filter",
        .detail = fault.fault.message,
        .remedy = fault.fault.remedy};
    if (fault.fault.code == "unknown_film") problem.nearest = maker.candidates(fault.nearest);
    return problem;
}

api::ResolvedText resolved(const core::ranking::NamedFilm& named, const CardMaker& maker) {
    api::ResolvedText text;
    text.text = named.text;
    text.matched_by = in_api(named.matched_by);
    text.confidence = rounded(static_cast<double>(named.confidence));
    if (named.film) text.film = maker.name(*named.film);
    text.candidates = maker.candidates(named.others);
    return text;
}

api::RecommendAnswer answer_of(const core::ranking::Advice& advice, const CardMaker& maker) {
    api::RecommendAnswer answer;
    const auto& query = advice.liked[advice.unclear];
    answer.query = resolved(query, maker);
    for (std::size_t at = 1; at < advice.liked.size(); ++at) answer.liked.push_back(resolved(advice.liked[at], maker));
    answer.choices = maker.candidates(advice.choices);
    const bool by_description = query.matched_by == core::ranking::MatchedBy::description;
    for (const auto& one : advice.page.films)
        answer.recommendations.push_back(by_description ? maker.described(one) : maker.recommendation(one));
    answer.next_offset = std::min(static_cast<int>(advice.page.next_offset), api::deepest_offset);
    // Where nobody can page on, this is the end.
    answer.exhausted = advice.choices.empty() &&
                       (advice.page.exhausted || static_cast<int>(advice.page.next_offset) > api::deepest_offset);
    return answer;
}

service_kit::Counter& wishes(service_kit::Metrics& metrics, const char* answer) {
    return metrics.counter("wishes_total", "Wishes worked out, those met by a kept answer left out",
                           {{"answer", answer}});
}

}  // namespace

FilmsApi::FilmsApi(std::shared_ptr<const core::ranking::LoadedFilms> films, service_kit::Metrics& metrics)
    : films_{std::move(films)},
      by_title_{wishes(metrics, "by_title")},
      by_description_{wishes(metrics, "by_description")},
      choices_offered_{wishes(metrics, "choices")},
      unknown_{wishes(metrics, "unknown")} {}

api::Outcome<api::RecommendAnswer> FilmsApi::advise(const AdviceRequest& request, api::Language language) const {
    const CardMaker maker{films_->films(), language};
    const auto advice = films_->advise(request);
    if (!advice) {
        unknown_.add();
        return problem_of(advice.error(), maker);
    }
    auto answer = answer_of(advice.value(), maker);
    answer.index_version = films_->version();
    if (!answer.choices.empty())
        choices_offered_.add();
    else
        (answer.query.matched_by == api::MatchedBy::description ? by_description_ : by_title_).add();
    return answer;
}

api::Outcome<api::RecommendAnswer> FilmsApi::recommend(const api::RecommendRequest& asked, const Call& call) const {
    return advise(in_core(asked), asked.language.value_or(call.language()));
}

api::Outcome<api::RecommendAnswer> FilmsApi::similar(const api::SimilarQuery& asked, const Call& call) const {
    if (!films_->films().find(asked.id)) return unknown_id(asked.id);
    return advise({.liked = {asked.id},
                   .limit = static_cast<std::size_t>(asked.limit),
                   .offset = static_cast<std::size_t>(asked.offset)},
                  asked.language.value_or(call.language()));
}

api::Outcome<api::FilmAnswer> FilmsApi::film(const api::FilmQuery& asked, const Call& call) const {
    const auto film = films_->films().find(asked.id);
    if (!film) return unknown_id(asked.id);
    return CardMaker{films_->films(), asked.language.value_or(call.language())}.whole(*film);
}

api::Outcome<api::FilmAnswer> FilmsApi::random(const api::RandomQuery& asked, const Call& call) const {
    const CardMaker maker{films_->films(), asked.language.value_or(call.language())};
    auto conditions = films_->advisor().conditions_of(in_core(asked));
    if (!conditions) return problem_of(conditions.error(), maker);
    core::ranking::Lot lot{.seed = asked.seed, .filters = std::move(conditions.value().filters)};
    for (const auto& id : asked.exclude)
        if (const auto film = films_->films().find(id)) lot.excluded.push_back(*film);
    const auto film = core::ranking::random_film(films_->films(), lot);
    if (!film) return no_film_left();
    return maker.whole(*film);
}

api::Outcome<api::SearchAnswer> FilmsApi::search(const api::SearchQuery& asked, const Call& call) const {
    const CardMaker maker{films_->films(), asked.language.value_or(call.language())};
    const auto found =
        films_->find({.text = asked.q, .year = std::nullopt, .limit = static_cast<std::size_t>(asked.limit)});
    api::SearchAnswer answer;
    answer.query.text = asked.q;
    answer.query.matched_by = in_api(found.matched_by);
    answer.candidates = maker.candidates(found.candidates);
    if (found.film) answer.query.film = maker.name(*found.film);
    if (found.choices > 0) answer.query.confidence = answer.candidates.front().confidence;
    if (found.choices > 1)
        answer.choices.assign(answer.candidates.begin(),
                              answer.candidates.begin() + static_cast<std::ptrdiff_t>(found.choices));
    return answer;
}

std::optional<api::Match> FilmsApi::match_one(const api::MatchItem& item) const {
    const auto& films = films_->films();
    const CardMaker maker{films};
    if (item.imdb_id)
        if (const auto film = films.find(*item.imdb_id))
            return api::Match{.matched_by = api::MatchedBy::id, .film = maker.name(*film)};
    if (item.tmdb_id)
        if (const auto film = films.find("tm" + std::to_string(*item.tmdb_id)))
            return api::Match{.matched_by = api::MatchedBy::id, .film = maker.name(*film)};
    if (!item.title) return std::nullopt;
    const auto meant = films_->advisor().resolve({.text = *item.title, .year = item.year, .limit = 2});
    if (meant.outcome != Outcome::one_film) return std::nullopt;
    const auto film = meant.candidates.front().film;
    if (item.year && std::abs(films.film(film).year - *item.year) > 1) return std::nullopt;
    return api::Match{.matched_by = api::MatchedBy::title, .film = maker.name(film)};
}

api::Outcome<api::MatchAnswer> FilmsApi::match(const api::MatchRequest& asked, const Call& /*call*/) const {
    api::MatchAnswer answer;
    for (int at = 0; at < static_cast<int>(asked.films.size()); ++at) {
        if (auto match = match_one(asked.films[static_cast<std::size_t>(at)])) {
            match->item = at;
            answer.matched.push_back(std::move(*match));
        } else {
            answer.unmatched.push_back(at);
        }
    }
    return answer;
}

std::vector<service_kit::Route> routes_of(const std::shared_ptr<const FilmsApi>& films) {
    using service_kit::get;
    using service_kit::post;
    return {
        post("/recommend/", "Films like the ones named, and why", films, &FilmsApi::recommend)
            .repeatable()
            .may_fail(404, "unknown_film, unknown_genre, unknown_country"),
        get("/films/search", "Films that a text may name, or describe", films, &FilmsApi::search)
            .kept_by_clients(clients_keep),
        get("/films/random", "A film by lot, well known and well rated where there is one", films, &FilmsApi::random)
            .may_fail(404, "no_film_left, unknown_genre"),
        get("/films/{id}", "All that is known of a film", films, &FilmsApi::film)
            .kept_by_clients(clients_keep)
            .may_fail(404, "unknown_film"),
        get("/films/{id}/similar", "Films like this one, page by page", films, &FilmsApi::similar)
            .kept_by_clients(clients_keep)
            .may_fail(404, "unknown_film"),
        post("/films/match", "Our ids for films as other services name them", films, &FilmsApi::match)
            .takes_up_to(match_body_bytes),
    };
}

}  // namespace ml_service
