#include "wording.hpp"

#include "core/text/fold.hpp"

#include <algorithm>
#include <array>

namespace core::titles {
namespace {

enum class Says : std::uint8_t { request, something, one_film, films, alike };

struct Phrase {
    std::string_view text;
    Says says;
};

// Longest first, so that «фильмы похожие на» goes before «фильмы».
constexpr auto before_title = std::to_array<Phrase>({
    {"что нибудь похожее на", Says::alike},
    {"что то похожее на", Says::alike},
    {"что нибудь вроде", Says::alike},
    {"something similar to", Says::alike},
    {"что нибудь типа", Says::alike},
    {"хочу посмотреть", Says::request},
    {"something like", Says::alike},
    {"что то вроде", Says::alike},
    {"что нибудь", Says::something},
    {"посоветуйте", Says::request},
    {"что то типа", Says::alike},
    {"мультфильмы", Says::films},
    {"мультфильм", Says::one_film},
    {"наподобие", Says::alike},
    {"похожее на", Says::alike},
    {"похожие на", Says::alike},
    {"похожий на", Says::alike},
    {"similar to", Says::alike},
    {"посоветуй", Says::request},
    {"recommend", Says::request},
    {"похоже на", Says::alike},
    {"the movie", Says::one_film},
    {"the film", Says::one_film},
    {"в стиле", Says::alike},
    {"мультик", Says::one_film},
    {"в духе", Says::alike},
    {"что то", Says::something},
    {"movies", Says::films},
    {"фильмы", Says::films},
    {"вроде", Says::alike},
    {"найди", Says::request},
    {"films", Says::films},
    {"movie", Says::one_film},
    {"фильм", Says::one_film},
    {"хочу", Says::request},
    {"film", Says::one_film},
    {"кино", Says::one_film},
    {"типа", Says::alike},
    {"like", Says::alike},
    {"как", Says::alike},
});
constexpr auto behind_title = std::to_array<std::string_view>({
    "мультфильм",
    "the movie",
    "the film",
    "мультик",
    "фильм",
    "movie",
    "film",
    "кино",
});

// Kinds of films in the plural, which hardly any title says.
constexpr auto many_films = std::to_array<std::string_view>({
    "боевики",   "вестерны", "детективы", "драмы",    "кинокомедии", "комедии",     "комедий",      "мелодрамы",
    "мультики",  "мюзиклы",  "сериалы",   "триллеры", "ужасы",       "ужастики",    "фильмы",       "фильмов",
    "фильмец",   "фильмики", "киношки",   "movies",   "films",       "мультфильмы", "мультфильмов", "comedies",
    "thrillers", "dramas",   "cartoons",  "westerns", "flicks",      "romcoms",
});

// What follows is told of; titles begin so, too.
constexpr auto tells_of = std::to_array<std::string_view>({"про", "о", "об", "about", "где", "where", "с", "with"});
// The same, but only right behind a word for films: "movie for kids", «фильм на вечер».
constexpr auto joins = std::to_array<std::string_view>({"на", "для", "от", "из", "for", "from", "by", "in", "set"});
// The same, anywhere behind such a word.
constexpr auto surely_tells = std::to_array<std::string_view>({"про", "about", "starring", "участием"});
// Says which films are meant without naming them.
constexpr auto pointing =
    std::to_array<std::string_view>({"that", "this", "these", "those", "this one", "that one", "something", "anything",
                                     "это", "этот", "этого", "эти", "этот фильм", "что нибудь", "что то"});

bool contains(const auto& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

// What people put before a title, taken off, and what it said.
struct Unwrapped {
    std::string_view rest;
    bool names_kind = false;  // «фильм», "movies"
    bool general = false;     // "movies", «что-нибудь»: no film in particular
    bool alike = false;
};

bool take_phrase(Unwrapped& text) {
    for (const auto& [phrase, says] : before_title) {
        if (text.rest.size() <= phrase.size() || !text.rest.starts_with(phrase)) continue;
        if (text.rest[phrase.size()] != ' ') continue;
        text.rest.remove_prefix(phrase.size() + 1);
        text.names_kind = text.names_kind || says == Says::one_film || says == Says::films;
        text.general = text.general || says == Says::films || says == Says::something;
        text.alike = text.alike || says == Says::alike;
        return true;
    }
    return false;
}

Unwrapped unwrap(std::string_view folded) {
    Unwrapped text{folded};
    while (take_phrase(text)) {
    }
    return text;
}

bool strip_end(std::string_view& text) {
    for (const auto phrase : behind_title) {
        if (text.size() <= phrase.size() || !text.ends_with(phrase)) continue;
        if (text[text.size() - phrase.size() - 1] != ' ') continue;
        text.remove_suffix(phrase.size() + 1);
        return true;
    }
    return false;
}

bool begins_with_one_of(const auto& list, std::string_view text) {
    const auto first = text.substr(0, text.find(' '));
    return first.size() < text.size() && contains(list, first);
}

bool has_one_of(const auto& list, std::string_view text) {
    return std::ranges::any_of(text::words(text), [&](std::string_view word) { return contains(list, word); });
}

}  // namespace

Wording wording_of(std::string_view folded) {
    const auto text = unwrap(folded);
    if (std::ranges::find(before_title, text.rest, &Phrase::text) != before_title.end()) return Wording::description;
    if (text.rest.size() < folded.size() && contains(pointing, text.rest)) return Wording::description;
    if (text.alike) return Wording::title;
    if (has_one_of(many_films, text.rest)) {
        // «комедии типа Маски» names a film behind the kind of films.
        const auto behind = text.rest.find(' ');
        const bool like_a_title = behind != std::string_view::npos && unwrap(text.rest.substr(behind + 1)).alike;
        return like_a_title ? Wording::title : Wording::description;
    }
    if (text.general) return Wording::description;
    if (text.names_kind && (begins_with_one_of(joins, text.rest) || has_one_of(surely_tells, text.rest)))
        return Wording::description;
    if (!begins_with_one_of(tells_of, text.rest)) return Wording::title;
    return text.names_kind ? Wording::description : Wording::telling;
}

std::string without_wrapping(std::string_view folded) {
    auto [text, names_kind, general, alike] = unwrap(folded);
    if (!alike && begins_with_one_of(tells_of, text)) return {};
    if (begins_with_one_of(many_films, text))
        if (const auto behind = unwrap(text.substr(text.find(' ') + 1)); behind.alike) text = behind.rest;
    while (strip_end(text)) {
    }
    return text.size() == folded.size() ? std::string{} : std::string{text};
}

}  // namespace core::titles
