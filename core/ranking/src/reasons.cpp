#include "core/ranking/reasons.hpp"

#include "kind_phrase.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace core::ranking {
namespace {

using catalogue::Catalogue;
using catalogue::Term;
using catalogue::Vocabulary;

constexpr std::size_t most_names = 3;

std::string_view name_of(const Vocabulary& names, Term term, Language language) {
    if (language == Language::english) return names.name_en(term);
    return names.name_ru(term).empty() ? names.name(term) : names.name_ru(term);
}

// The first few people, "X", "X и Y", "X, Y и Z".
std::vector<std::string_view> people_of(const Reason& reason, Language language, const Catalogue& films) {
    std::vector<std::string_view> people;
    for (const Term person : reason.terms)
        if (people.size() < most_names) people.push_back(name_of(films.people(), person, language));
    return people;
}

std::string listed(std::span<const std::string_view> names, std::string_view last_comma) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text.append(i + 1 == names.size() ? last_comma : std::string_view{", "});
        text.append(names[i]);
    }
    return text;
}

struct Wording {
    std::string_view one, several, last_comma;
};

std::string people_text(const Reason& reason, const Wording& wording, Language language, const Catalogue& films) {
    const auto people = people_of(reason, language, films);
    if (people.empty()) return {};
    return std::string{people.size() == 1 ? wording.one : wording.several} + listed(people, wording.last_comma);
}

// The rarest shared keywords; in Russian those that have a name in it.
std::string keywords_text(const Reason& reason, Language language, const Catalogue& films) {
    std::vector<std::string_view> names;
    for (const Term keyword : reason.terms) {
        const auto name =
            language == Language::russian ? films.keywords().name_ru(keyword) : films.keywords().name_en(keyword);
        if (names.size() < most_names && !name.empty() && std::ranges::find(names, name) == names.end())
            names.push_back(name);
    }
    return listed(names, ", ");
}

std::string untranslated_text(const Reason& reason, const Catalogue& films) {
    std::vector<std::string_view> names;
    for (const Term keyword : reason.terms)
        if (names.size() < most_names) names.push_back(films.keywords().name(keyword));
    return listed(names, ", ");
}

std::string russian_text(const Reason& reason, const Catalogue& films) {
    constexpr auto language = Language::russian;
    switch (reason.signal) {
        case Signal::director: {
            static constexpr Wording wording{"тот же режиссёр: ", "те же режиссёры: ", ", "};
            return people_text(reason, wording, language, films);
        }
        case Signal::writer: {
            static constexpr Wording wording{"тот же сценарист: ", "те же сценаристы: ", ", "};
            return people_text(reason, wording, language, films);
        }
        case Signal::cast: {
            static constexpr Wording wording{"в ролях тоже ", "в ролях тоже ", " и "};
            return people_text(reason, wording, language, films);
        }
        case Signal::keywords:
            return keywords_text(reason, language, films);
        case Signal::franchise:
            return "та же серия";
        case Signal::meaning:
            return "похожая история";
        case Signal::language:
            return "тот же язык оригинала";
        case Signal::popularity:
            return "известный фильм";
        case Signal::quality:
            return "высокая оценка зрителей";
        case Signal::genres:
        case Signal::country:
        case Signal::era:
            return kind_phrase(reason, language, films);
    }
    return {};
}

std::string english_text(const Reason& reason, const Catalogue& films) {
    constexpr auto language = Language::english;
    switch (reason.signal) {
        case Signal::director: {
            static constexpr Wording wording{"same director: ", "same directors: ", ", "};
            return people_text(reason, wording, language, films);
        }
        case Signal::writer: {
            static constexpr Wording wording{"same writer: ", "same writers: ", ", "};
            return people_text(reason, wording, language, films);
        }
        case Signal::cast: {
            static constexpr Wording wording{"also with ", "also with ", " and "};
            return people_text(reason, wording, language, films);
        }
        case Signal::keywords:
            return keywords_text(reason, language, films);
        case Signal::franchise:
            return "same series";
        case Signal::meaning:
            return "a similar story";
        case Signal::language:
            return "same original language";
        case Signal::popularity:
            return "a well-known film";
        case Signal::quality:
            return "highly rated";
        case Signal::genres:
        case Signal::country:
        case Signal::era:
            return kind_phrase(reason, language, films);
    }
    return {};
}

}  // namespace

std::string reason_text(const Reason& reason, Language language, const Catalogue& films) {
    return language == Language::russian ? russian_text(reason, films) : english_text(reason, films);
}

std::string reason_line(std::span<const Reason> reasons, Language language, const Catalogue& films) {
    std::string line;
    for (const Reason& reason : reasons)
        if (const auto text = reason_text(reason, language, films); !text.empty())
            line.append(line.empty() ? "" : " · ").append(text);
    const auto keywords = std::ranges::find(reasons, Signal::keywords, &Reason::signal);
    return line.empty() && keywords != reasons.end() ? untranslated_text(*keywords, films) : line;
}

}  // namespace core::ranking
