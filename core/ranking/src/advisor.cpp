#include "core/ranking/advisor.hpp"

#include "core/text/stems.hpp"

#include <algorithm>

namespace core::ranking {
namespace {

using catalogue::Term;
using catalogue::Vocabulary;
using titles::Outcome;

constexpr std::size_t nearest_offered = 5;

// "комедии" is the genre "комедия": where no name is the same, one with the same stems will do.
std::optional<Term> find_term(const Vocabulary& vocabulary, std::string_view name) {
    if (const auto term = vocabulary.find(name)) return term;
    const auto asked = text::stems(name);
    if (asked.empty()) return std::nullopt;
    for (Term term = 0; term < vocabulary.size(); ++term)
        if (asked == text::stems(vocabulary.name_en(term)) || asked == text::stems(vocabulary.name_ru(term)))
            return term;
    return std::nullopt;
}

std::string names_of(const Vocabulary& vocabulary) {
    std::vector<std::string_view> names;
    for (Term term = 0; term < vocabulary.size(); ++term) names.push_back(vocabulary.name_en(term));
    std::ranges::sort(names);
    std::string text;
    for (const auto name : names) text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

AdviceFault unknown_film(const std::string& text, std::vector<titles::Candidate> nearest) {
    const auto* remedy =
        nearest.empty() ? "check its spelling, or tell what it is about" : "try one of the nearest titles";
    return {{"unknown_film", "no film is called \"" + text + "\"", remedy}, text, std::move(nearest)};
}

}  // namespace

Advisor::Advisor(const catalogue::Catalogue& films, const catalogue::FilmVectors& vectors)
    : films_{films}, titles_{films.films()}, recommender_{films, vectors} {}

titles::Resolution Advisor::resolve(const titles::TitleQuery& query) const {
    if (const auto film = films_.find(query.text))
        return {Outcome::one_film, 1, {{*film, 1.0F, titles::MatchKind::exact}}};
    return titles_.resolve(query);
}

Advisor::Found Advisor::name_terms(const std::vector<std::string>& names, const Vocabulary& vocabulary,
                                   std::string_view kind, std::vector<Term>& terms) const {
    for (const auto& name : names) {
        const auto term = find_term(vocabulary, name);
        if (!term)
            return AdviceFault{
                {"unknown_" + std::string{kind}, "there is no " + std::string{kind} + " \"" + name + "\"",
                 "known are: " + names_of(vocabulary)},
                name};
        terms.push_back(*term);
    }
    return std::nullopt;
}

Advisor::Found Advisor::name_filters(const AdviceRequest& request, Filters& filters) const {
    filters = request.bounds;
    if (auto fault = name_terms(request.genres, films_.genres(), "genre", filters.genres)) return fault;
    if (auto fault = name_terms(request.without_genres, films_.genres(), "genre", filters.without_genres)) return fault;
    return name_terms(request.countries, films_.countries(), "country", filters.countries);
}

Advisor::Found Advisor::name_liked(const AdviceRequest& request, Advice& advice, Wish& wish) const {
    for (const auto& text : request.liked) {
        const auto year = advice.liked.empty() ? request.year : std::nullopt;
        auto resolution = resolve({.text = text, .year = year, .limit = nearest_offered});
        auto& candidates = resolution.candidates;
        if (resolution.outcome == Outcome::no_film) return unknown_film(text, std::move(candidates));
        NamedFilm named{.text = text,
                        .confidence = candidates.front().confidence,
                        .matched_by = films_.find(text) ? MatchedBy::id : MatchedBy::title};
        if (resolution.outcome == Outcome::several_films && advice.choices.empty()) {
            candidates.resize(std::min(resolution.choices, candidates.size()));
            advice.choices = std::move(candidates);
            advice.unclear = advice.liked.size();
        } else {
            named.film = candidates.front().film;
            named.others.assign(candidates.begin() + 1, candidates.end());
            wish.liked.push_back(*named.film);
        }
        advice.liked.push_back(std::move(named));
    }
    return std::nullopt;
}

Advisor::Found Advisor::name_disliked(const AdviceRequest& request, Wish& wish) const {
    for (const auto& text : request.disliked) {
        auto resolution = resolve({.text = text, .year = std::nullopt, .limit = nearest_offered});
        if (resolution.outcome == Outcome::no_film) return unknown_film(text, std::move(resolution.candidates));
        // One of several films of a name is as good as another here: what is pushed away is their likeness.
        wish.disliked.push_back(resolution.candidates.front().film);
    }
    return std::nullopt;
}

void Advisor::name_excluded(const AdviceRequest& request, Wish& wish) const {
    for (const auto& text : request.excluded) {
        const auto resolution = resolve({.text = text, .year = std::nullopt, .limit = nearest_offered});
        for (std::size_t at = 0; at < resolution.choices; ++at) wish.excluded.push_back(resolution.candidates[at].film);
    }
}

Result<Wish, AdviceFault> Advisor::conditions_of(const AdviceRequest& request) const {
    Wish wish{.limit = request.limit, .offset = request.offset};
    if (auto fault = name_filters(request, wish.filters)) return *fault;
    if (auto fault = name_disliked(request, wish)) return *fault;
    name_excluded(request, wish);
    return wish;
}

Result<Advice, AdviceFault> Advisor::advise(const AdviceRequest& request) const {
    if (request.liked.empty()) return AdviceFault{{"no_wish", "no film was named", "name a film you liked"}, ""};
    auto wish = conditions_of(request);
    if (!wish) return wish.error();
    Advice advice;
    if (auto fault = name_liked(request, advice, wish.value())) return *fault;
    if (advice.choices.empty()) advice.page = recommender_.recommend(wish.value());
    return advice;
}

}  // namespace core::ranking
