#include "answer_text.hpp"

#include "film_words.hpp"
#include "terminal.hpp"

#include <cmath>

namespace app {
namespace {

using core::catalogue::Catalogue;
using core::catalogue::FilmView;
using core::catalogue::Term;
using core::catalogue::Vocabulary;
using core::ranking::Language;

std::string joined(std::span<const Term> terms, const Vocabulary& vocabulary, Language language) {
    std::string text;
    for (const Term term : terms) {
        const auto russian = language == Language::russian ? vocabulary.name_ru(term) : std::string_view{};
        text.append(text.empty() ? "" : ", ").append(russian.empty() ? vocabulary.name_en(term) : russian);
    }
    return text;
}

// "комедия, семейный · США · 103 мин · ★ 7.4"
std::string fact_line(const FilmView& film, Language language, const Catalogue& films) {
    std::string line;
    const auto add = [&line](const std::string& fact) {
        if (!fact.empty()) line.append(line.empty() ? "" : " · ").append(fact);
    };
    add(joined(film.genres, films.genres(), language));
    add(joined(film.countries, films.countries(), language));
    if (film.runtime_min > 0) add(std::to_string(film.runtime_min) + in(language, "\u00A0мин", "\u00A0min"));
    if (film.vote_average > 0) add("★\u00A0" + fixed(static_cast<double>(film.vote_average), 1));
    return line;
}

std::string directors_of(const FilmView& film, Language language, const Catalogue& films) {
    return joined(film.directors, films.people(), language);
}

std::string share_lines(const core::ranking::Recommendation& one) {
    std::string line;
    for (std::size_t signal = 0; signal < one.shares.size(); ++signal) {
        const auto percent = std::lround(one.shares[signal] * 100);
        if (percent <= 0) continue;
        line.append(line.empty() ? "" : ", ")
            .append(core::ranking::signal_name(static_cast<core::ranking::Signal>(signal)))
            .append(" " + std::to_string(percent) + "%");
    }
    return wrapped(fixed(static_cast<double>(one.score), 3) + " = " + line, 4);
}

std::string numbered(std::size_t number, const std::string& text, Colour colour, bool coloured) {
    auto lines = wrapped(std::to_string(number) + ". " + text, 0);
    if (coloured) {
        lines.pop_back();
        lines = painted(lines, colour, true) + "\n";
    }
    return lines;
}

std::string choice_lines(const std::vector<core::titles::Candidate>& candidates, const TextStyle& style,
                         const Catalogue& films) {
    std::string text;
    for (const auto& candidate : candidates) {
        const auto& film = films.film(candidate.film);
        auto line = title_line(film, style.language);
        if (const auto directors = directors_of(film, style.language, films); !directors.empty())
            line += ", " + directors;
        text += wrapped(line + " [" + std::string{film.id} + "]", 2);
    }
    return text;
}

std::string described_line(Language language) {
    return wrapped(in(language, "Фильма с таким названием нет; вот что подходит по описанию:",
                      "No film is called so; these fit the description:"),
                   0);
}

std::string wish_line(const core::ranking::Advice& advice, const TextStyle& style, const Catalogue& films) {
    std::string line;
    for (const auto& named : advice.liked)
        if (named.film)
            line.append(line.empty() ? "" : " + ").append(title_line(films.film(*named.film), style.language));
    if (line.empty()) return described_line(style.language);
    return wrapped(in(style.language, "Похожие на: ", "Films like: ") + line, 0);
}

std::string end_line(const core::ranking::Advice& advice, const TextStyle& style) {
    if (advice.page.films.empty())
        return in(style.language, "Больше похожих фильмов нет.\n", "There are no more films like it.\n");
    if (advice.page.exhausted)
        return in(style.language, "\nЭто все похожие фильмы.\n", "\nThese are all films like it.\n");
    return "";
}

}  // namespace

std::string advice_text(const core::ranking::Advice& advice, const TextStyle& style, const Catalogue& films) {
    if (!advice.choices.empty())
        return wrapped(in(style.language, "Так называются несколько фильмов. Уточните год (--year) или назовите id:",
                          "Several films are called so. Give the year (--year) or name one by its id:"),
                       0) +
               choice_lines(advice.choices, style, films);
    auto text = wish_line(advice, style, films);
    auto number = style.offset;
    for (const auto& one : advice.page.films) {
        const auto& film = films.film(one.film);
        text += "\n" + numbered(++number, title_line(film, style.language), Colour::title, style.coloured);
        text += wrapped(fact_line(film, style.language, films), 4);
        const auto reasons = core::ranking::reason_line(one.reasons, style.language, films);
        auto lines = wrapped(reasons, 4);
        if (!lines.empty()) text += painted(lines.substr(0, lines.size() - 1), Colour::star, style.coloured) + "\n";
        if (style.explain) text += share_lines(one);
    }
    return text + end_line(advice, style);
}

std::string search_text(const SearchAnswer& answer, const TextStyle& style, const Catalogue& films) {
    if (answer.candidates.empty())
        return wrapped(in(style.language, "Ничего не нашлось: ", "Nothing was found: ") + answer.text, 0);
    std::string text;
    if (answer.matched_by == MatchedBy::description) text += described_line(style.language);
    std::size_t number = 0;
    for (const auto& candidate : answer.candidates) {
        const auto& film = films.film(candidate.film);
        const auto confidence = fixed(static_cast<double>(candidate.confidence), 2);
        text += numbered(++number, title_line(film, style.language) + " " + confidence, Colour::title, style.coloured);
        text += wrapped(fact_line(film, style.language, films) + " [" + std::string{film.id} + "]", 4);
    }
    return text;
}

std::string unknown_film_text(const core::ranking::AdviceFault& fault, const TextStyle& style, const Catalogue& films) {
    auto text =
        wrapped(in(style.language, "Такого фильма нет: ", "There is no film called ") + ("«" + fault.text + "»"), 0);
    if (!fault.nearest.empty())
        text += in(style.language, "Ближайшие названия:\n", "The nearest titles:\n") +
                choice_lines(fault.nearest, style, films);
    return text + wrapped(in(style.language, "По описанию ищет: kinosovet search \"о чём фильм\"",
                             "To search by description: kinosovet search \"what it is about\""),
                          0);
}

}  // namespace app
