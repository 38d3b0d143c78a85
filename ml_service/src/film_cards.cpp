#include "film_cards.hpp"

#include "core/ranking/reasons.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <string_view>

namespace ml_service {
namespace {

using core::catalogue::FilmIndex;
using core::catalogue::FilmView;
using core::catalogue::Term;
using core::catalogue::Vocabulary;

std::optional<std::string> text_of(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional<std::string>{text};
}

std::optional<int> number_of(int number) { return number == 0 ? std::nullopt : std::optional{number}; }

std::vector<std::string> names_of(std::span<const Term> terms, const Vocabulary& vocabulary, api::Language language) {
    std::vector<std::string> names;
    names.reserve(terms.size());
    for (const Term term : terms) {
        const auto russian = vocabulary.name_ru(term);
        names.emplace_back(language == api::Language::ru && !russian.empty() ? russian : vocabulary.name_en(term));
    }
    return names;
}

std::string_view synopsis_of(const FilmView& film, api::Language language) {
    const bool in_russian = film.synopsis_en.empty() || (language == api::Language::ru && !film.synopsis_ru.empty());
    return in_russian ? film.synopsis_ru : film.synopsis_en;
}

core::ranking::Language in_core(api::Language language) {
    return language == api::Language::ru ? core::ranking::Language::russian : core::ranking::Language::english;
}

void put_name(const FilmView& film, api::FilmName& name) {
    name.id = film.id;
    name.title = film.title;
    name.title_ru = text_of(film.title_ru);
    name.year = film.year;
}

void put_card(const FilmView& film, const CardMaker& maker, api::FilmCard& card) {
    put_name(film, card);
    card.genres = names_of(film.genres, maker.films.genres(), maker.language);
    card.countries = names_of(film.countries, maker.films.countries(), maker.language);
    card.runtime_min = number_of(film.runtime_min);
    if (film.vote_average > 0)
        card.rating = api::Rating{.average = rounded(static_cast<double>(film.vote_average)),
                                  .votes = number_of(film.vote_count),
                                  .source = "TMDB"};
    card.synopsis = text_of(synopsis_of(film, maker.language));
    card.ids = {.imdb = text_of(film.imdb),
                .tmdb = number_of(film.tmdb),
                .kinopoisk = number_of(film.kinopoisk),
                .movielens = number_of(film.movielens),
                .wikipedia = text_of(film.wikipedia)};
}

// Reasons that have no words in the language asked for are left out, as long as one is left.
std::vector<api::Reason> reasons_of(const core::ranking::Recommendation& one, const CardMaker& maker) {
    for (const auto language : {in_core(maker.language), core::ranking::Language::english}) {
        std::vector<api::Reason> reasons;
        for (const auto& reason : one.reasons)
            if (auto text = core::ranking::reason_text(reason, language, maker.films); !text.empty())
                reasons.push_back({.signal = std::string{core::ranking::signal_name(reason.signal)},
                                   .share = rounded(static_cast<double>(reason.share)),
                                   .text = std::move(text)});
        if (!reasons.empty()) return reasons;
    }
    return {};
}

}  // namespace

double rounded(double number) { return std::round(number * 10'000) / 10'000; }

api::FilmName CardMaker::name(FilmIndex film) const {
    api::FilmName name;
    put_name(films.film(film), name);
    return name;
}

api::Candidate CardMaker::candidate(const core::titles::Candidate& candidate) const {
    api::Candidate made;
    const auto& film = films.film(candidate.film);
    put_name(film, made);
    made.directors = names_of(film.directors, films.people(), language);
    made.confidence = rounded(static_cast<double>(candidate.confidence));
    return made;
}

std::vector<api::Candidate> CardMaker::candidates(std::span<const core::titles::Candidate> all) const {
    std::vector<api::Candidate> made;
    made.reserve(all.size());
    for (const auto& one : all) made.push_back(candidate(one));
    return made;
}

api::FilmCard CardMaker::card(FilmIndex film) const {
    api::FilmCard card;
    put_card(films.film(film), *this, card);
    return card;
}

api::FilmAnswer CardMaker::whole(FilmIndex index) const {
    api::FilmAnswer answer;
    const auto& film = films.film(index);
    put_card(film, *this, answer);
    answer.original_title = text_of(film.original_title);
    answer.aliases.assign(film.aliases.begin(), film.aliases.end());
    answer.original_language = text_of(film.language);
    answer.keywords = names_of(film.keywords, films.keywords(), language);
    answer.directors = names_of(film.directors, films.people(), language);
    answer.writers = names_of(film.writers, films.people(), language);
    answer.cast = names_of(film.cast, films.people(), language);
    answer.franchise = text_of(film.franchise);
    return answer;
}

api::Recommendation CardMaker::recommendation(const core::ranking::Recommendation& one) const {
    api::Recommendation made;
    put_card(films.film(one.film), *this, made);
    made.score = rounded(static_cast<double>(one.score));
    made.reasons = reasons_of(one, *this);
    return made;
}

api::Recommendation CardMaker::described(const core::ranking::Recommendation& one) const {
    auto made = recommendation(one);
    made.reasons = {{.signal = "description",
                     .share = 1,
                     .text = language == api::Language::ru ? "подходит по описанию" : "fits the description"}};
    return made;
}

}  // namespace ml_service
