#include "kind_phrase.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace core::ranking {
namespace {

using catalogue::Catalogue;
using catalogue::Term;

// The gender of a Russian noun decides the ending of the adjectives before it.
enum class Gender : std::uint8_t { masculine, feminine, neuter, plural };

// A genre can be the noun of a phrase, an adjective before another genre, or either. `rank` says how readily it is the
// noun: a family comedy, not a comedic family film.
struct Genre {
    std::string_view name;
    std::string_view noun_ru;  // "комедия"
    Gender gender;
    std::string_view adjective_ru;  // the stem: "семейн"; empty where there is none
    std::string_view noun_en;       // "comedy"
    std::string_view adjective_en;  // "family"
    int rank;
};

constexpr std::array<Genre, 19> genres{{
    {"Action", "боевик", Gender::masculine, "", "action film", "action", 7},
    {"Adventure", "приключенческий фильм", Gender::masculine, "приключенческ", "adventure film", "adventure", 2},
    {"Animation", "мультфильм", Gender::masculine, "", "animated film", "animated", 10},
    {"Comedy", "комедия", Gender::feminine, "комедийн", "comedy", "comic", 8},
    {"Crime", "криминальный фильм", Gender::masculine, "криминальн", "crime film", "crime", 2},
    {"Documentary", "документальный фильм", Gender::masculine, "документальн", "documentary", "documentary", 9},
    {"Drama", "драма", Gender::feminine, "", "drama", "", 4},
    {"Family", "семейный фильм", Gender::masculine, "семейн", "family film", "family", 1},
    {"Fantasy", "фэнтези", Gender::neuter, "", "fantasy", "fantasy", 5},
    {"History", "исторический фильм", Gender::masculine, "историческ", "historical film", "historical", 2},
    {"Horror", "фильм ужасов", Gender::masculine, "", "horror film", "horror", 7},
    {"Music", "музыкальный фильм", Gender::masculine, "музыкальн", "music film", "musical", 2},
    {"Mystery", "детектив", Gender::masculine, "детективн", "mystery", "mystery", 5},
    {"Romance", "мелодрама", Gender::feminine, "романтическ", "romance", "romantic", 5},
    {"Science Fiction", "фантастика", Gender::feminine, "фантастическ", "science fiction film", "science fiction", 6},
    {"TV Movie", "телефильм", Gender::masculine, "телевизионн", "television film", "television", 0},
    {"Thriller", "триллер", Gender::masculine, "", "thriller", "", 6},
    {"War", "военный фильм", Gender::masculine, "военн", "war film", "war", 3},
    {"Western", "вестерн", Gender::masculine, "", "western", "", 9},
}};

struct Country {
    std::string_view code;
    std::string_view adjective_ru;  // the stem
    std::string_view adjective_en;
};

constexpr std::array<Country, 34> countries{{
    {"AR", "аргентинск", "Argentine"},
    {"AT", "австрийск", "Austrian"},
    {"AU", "австралийск", "Australian"},
    {"BE", "бельгийск", "Belgian"},
    {"BR", "бразильск", "Brazilian"},
    {"BY", "белорусск", "Belarusian"},
    {"CA", "канадск", "Canadian"},
    {"CN", "китайск", "Chinese"},
    {"CS", "чехословацк", "Czechoslovak"},
    {"CZ", "чешск", "Czech"},
    {"DD", "восточногерманск", "East German"},
    {"DE", "немецк", "German"},
    {"DK", "датск", "Danish"},
    {"ES", "испанск", "Spanish"},
    {"FI", "финск", "Finnish"},
    {"FR", "французск", "French"},
    {"GB", "британск", "British"},
    {"HK", "гонконгск", "Hong Kong"},
    {"HU", "венгерск", "Hungarian"},
    {"IE", "ирландск", "Irish"},
    {"IN", "индийск", "Indian"},
    {"IR", "иранск", "Iranian"},
    {"IT", "итальянск", "Italian"},
    {"JP", "японск", "Japanese"},
    {"KR", "южнокорейск", "South Korean"},
    {"MX", "мексиканск", "Mexican"},
    {"NO", "норвежск", "Norwegian"},
    {"NZ", "новозеландск", "New Zealand"},
    {"PL", "польск", "Polish"},
    {"RU", "российск", "Russian"},
    {"SE", "шведск", "Swedish"},
    {"SU", "советск", "Soviet"},
    {"US", "американск", "American"},
    {"YU", "югославск", "Yugoslav"},
}};

template <class Row, std::size_t Size>
const Row* row_of(const std::array<Row, Size>& rows, std::string_view Row::*key, std::string_view wanted) {
    const auto found = std::ranges::find(rows, wanted, key);
    return found == rows.end() ? nullptr : &*found;
}

// "советск" → "советская", "военн" → "военная": the stems end in к or in another hard consonant.
std::string with_ending(std::string_view stem, Gender gender) {
    const bool after_k = stem.ends_with("к");
    constexpr std::array<std::string_view, 4> hard{"ый", "ая", "ое", "ые"};
    constexpr std::array<std::string_view, 4> soft{"ий", "ая", "ое", "ие"};
    return std::string{stem}.append((after_k ? soft : hard)[static_cast<std::size_t>(gender)]);
}

// The shared genres that make up the phrase: the best noun, and the rarest of the others that has an adjective.
struct Kind {
    const Genre* noun = nullptr;
    const Genre* adjective = nullptr;
};

Kind kind_of(const Reason& reason, std::string_view Genre::*adjective, const Catalogue& films) {
    Kind kind;
    if (reason.signal != Signal::genres) return kind;
    std::vector<const Genre*> known;
    for (const Term term : reason.terms)
        if (const auto* genre = row_of(genres, &Genre::name, films.genres().name(term))) known.push_back(genre);
    const auto noun = std::ranges::max_element(known, {}, &Genre::rank);
    if (noun == known.end()) return kind;
    kind.noun = *noun;
    // "Криминальный фильм" has its adjective already.
    if ((*noun)->noun_ru.ends_with(" фильм") && adjective == &Genre::adjective_ru) return kind;
    const auto fits = [&](const Genre* genre) { return genre != kind.noun && !(genre->*adjective).empty(); };
    const auto other = std::ranges::find_if(known, fits);
    kind.adjective = other == known.end() ? nullptr : *other;
    return kind;
}

std::string unknown_genre(const Reason& reason, Language language, const Catalogue& films) {
    if (reason.signal != Signal::genres || reason.terms.empty()) return {};
    const auto& names = films.genres();
    const auto term = reason.terms.front();
    const bool russian = language == Language::russian && !names.name_ru(term).empty();
    return std::string{russian ? names.name_ru(term) : names.name_en(term)};
}

void append_word(std::string& phrase, std::string_view word) {
    if (word.empty()) return;
    phrase.append(phrase.empty() ? "" : " ").append(word);
}

std::string russian_phrase(const Reason& reason, const Catalogue& films) {
    const Kind kind = kind_of(reason, &Genre::adjective_ru, films);
    const auto* country =
        reason.country ? row_of(countries, &Country::code, films.countries().name(*reason.country)) : nullptr;
    std::string noun{kind.noun != nullptr ? kind.noun->noun_ru : ""};
    Gender gender = kind.noun != nullptr ? kind.noun->gender : Gender::masculine;
    if (noun.empty()) noun = unknown_genre(reason, Language::russian, films).empty() ? "фильм" : "";
    if (noun.empty()) return "общий жанр: " + unknown_genre(reason, Language::russian, films);
    std::string phrase = "тоже";
    if (country != nullptr) append_word(phrase, with_ending(country->adjective_ru, gender));
    if (kind.adjective != nullptr) append_word(phrase, with_ending(kind.adjective->adjective_ru, gender));
    append_word(phrase, noun);
    if (reason.decade != 0) append_word(phrase, std::to_string(reason.decade) + "-х");
    return phrase;
}

std::string english_phrase(const Reason& reason, const Catalogue& films) {
    const Kind kind = kind_of(reason, &Genre::adjective_en, films);
    const auto* country =
        reason.country ? row_of(countries, &Country::code, films.countries().name(*reason.country)) : nullptr;
    std::string words;
    if (country != nullptr) append_word(words, country->adjective_en);
    if (kind.adjective != nullptr) append_word(words, kind.adjective->adjective_en);
    const std::string unknown = kind.noun == nullptr ? unknown_genre(reason, Language::english, films) : "";
    if (!unknown.empty()) return "shared genre: " + unknown;
    append_word(words, kind.noun != nullptr ? kind.noun->noun_en : "film");
    const bool vowel = std::string_view{"AEIOaeio"}.find(words.front()) != std::string_view::npos;
    std::string phrase = std::string{"also "} + (vowel ? "an " : "a ") + words;
    if (reason.decade != 0) phrase += " of the " + std::to_string(reason.decade) + "s";
    return phrase;
}

}  // namespace

std::string kind_phrase(const Reason& reason, Language language, const Catalogue& films) {
    const bool genre = reason.signal == Signal::genres && !reason.terms.empty();
    if (!genre && !reason.country && reason.decade == 0) return {};
    return language == Language::russian ? russian_phrase(reason, films) : english_phrase(reason, films);
}

}  // namespace core::ranking
