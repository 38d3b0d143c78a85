#include "tg_client/dialogue/typed_wish.hpp"

#include "plain_text.hpp"
#include "tg_client/dialogue/genre.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace tg_client {
namespace {

using std::string_view_literals::operator""sv;

struct Word {
    std::string text{};     // as it was typed
    std::string lowered{};  // without the comma or semicolon at its end
    bool ends_part = false;
};
using Words = std::span<const Word>;

constexpr std::array fillers{
    "хочу"sv,  "хочется"sv, "посоветуй"sv,  "посоветуйте"sv, "порекомендуй"sv, "подбери"sv,   "покажи"sv,
    "дай"sv,   "найди"sv,   "ищу"sv,        "мне"sv,         "фильм"sv,        "фильмы"sv,    "фильмов"sv,
    "кино"sv,  "что-то"sv,  "что-нибудь"sv, "чего-нибудь"sv, "что"sv,          "нибудь"sv,    "посмотреть"sv,
    "i"sv,     "want"sv,    "give"sv,       "show"sv,        "me"sv,           "recommend"sv, "find"sv,
    "film"sv,  "films"sv,   "movie"sv,      "movies"sv,      "something"sv,    "anything"sv,  "a"sv,
    "please"sv};
constexpr std::array joints{"и"sv, "или"sv, "and"sv, "or"sv, "+"sv, "&"sv};
constexpr std::array negations{"не"sv, "ни"sv, "без"sv, "not"sv, "nor"sv, "no"sv, "without"sv};
constexpr std::array likenesses{"как"sv, "вроде"sv, "типа"sv, "наподобие"sv, "like"sv};
constexpr std::array resemblances{"похожее"sv, "похожие"sv, "похожий"sv, "похоже"sv, "similar"sv};

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    std::string word;
    const auto end_word = [&](bool ends_part) {
        if (!word.empty()) words.push_back({.text = word, .lowered = lower_case(word), .ends_part = ends_part});
        if (word.empty() && ends_part && !words.empty()) words.back().ends_part = true;
        word.clear();
    };
    for (const char letter : text) {
        if (letter == '\n' || letter == ';' || letter == ',')
            end_word(true);
        else if (static_cast<unsigned char>(letter) <= ' ')
            end_word(false);
        else
            word += letter;
    }
    end_word(false);
    return words;
}

std::string joined(Words words) {
    std::string text;
    for (const auto& word : words) text.append(text.empty() ? "" : " ").append(word.text);
    return text;
}

// The text with single spaces, commas where they were.
std::string tidied(std::string_view text) {
    std::string tidy;
    for (const char letter : text) {
        const bool is_space = static_cast<unsigned char>(letter) <= ' ';
        if (!is_space)
            tidy += letter;
        else if (!tidy.empty() && tidy.back() != ' ')
            tidy += ' ';
    }
    if (tidy.ends_with(' ')) tidy.pop_back();
    return tidy;
}

// How many words before the films say only that films like them are wanted; 0 where they may be part of a title.
std::size_t preface(Words words) {
    std::size_t at = 0;
    while (at < words.size() && is_one_of(fillers, words[at].lowered)) ++at;
    if (at + 1 < words.size() && is_one_of(likenesses, words[at].lowered)) return at + 1;
    const bool resembles = at + 2 < words.size() && is_one_of(resemblances, words[at].lowered) &&
                           (words[at + 1].lowered == "на" || words[at + 1].lowered == "to");
    return resembles ? at + 2 : 0;
}

// Where what is not wanted begins, and how many words say so; the end and 0 where nothing does.
std::pair<std::size_t, std::size_t> objection(Words words) {
    for (std::size_t at = 1; at < words.size(); ++at) {
        const auto& word = words[at].lowered;
        const auto next = at + 1 < words.size() ? std::string_view{words[at + 1].lowered} : std::string_view{};
        const bool in_russian = (word == "но" || word == "только") && (next == "не" || next == "без");
        const bool in_english = word == "but" && (next == "not" || next == "no" || next == "without");
        if ((in_russian || in_english) && at + 2 < words.size()) return {at, 2};
        // "Матрица без боевиков"; but "Любовь без правил" is a title.
        const bool lacks = word == "без" || word == "without";
        const bool follows_comma = words[at - 1].ends_part && (lacks || word == "не" || word == "not");
        const bool excepts = word == "кроме" || word == "except" || follows_comma || (lacks && genre_named(next));
        if (excepts && !next.empty()) return {at, 1};
    }
    return {words.size(), 0};
}

bool joins(const Word& word) { return is_one_of(joints, word.lowered); }
// "… but not comedy and not family"
bool joins_unliked(const Word& word) { return joins(word) || is_one_of(negations, word.lowered); }

std::vector<std::string> parts_of(Words words, bool (*is_between)(const Word&)) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    const auto end_part = [&](std::size_t end, std::size_t next) {
        if (end > begin && parts.size() < most_named) parts.push_back(joined(words.subspan(begin, end - begin)));
        begin = next;
    };
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (at > 0 && is_between(words[at]) && at + 1 < words.size())
            end_part(at, at + 1);
        else if (words[at].ends_part)
            end_part(at + 1, at + 1);
    }
    end_part(words.size(), words.size());
    return parts;
}

// A page of a film, and how its numbers become an id.
struct FilmPages {
    std::string_view address, id;
};
constexpr std::array film_pages{FilmPages{"imdb.com/title/tt", "tt"}, FilmPages{"kinopoisk.ru/film/", "kp"},
                                FilmPages{"themoviedb.org/movie/", "tm"}};

// The id of the film to whose page a link in the text leads; empty where there is none.
std::string linked_film(std::string_view text) {
    for (const auto& [address, id] : film_pages) {
        const auto at = text.find(address);
        if (at == std::string_view::npos) continue;
        const auto number = text.substr(at + address.size());
        const auto digits = number.substr(0, std::min<std::size_t>(number.find_first_not_of("0123456789"), 12));
        if (!digits.empty()) return std::string{id}.append(digits);
    }
    return {};
}

}  // namespace

TypedWish read_wish(std::string_view text) {
    text = first_code_points(text, longest_wish);
    if (auto film = linked_film(text); !film.empty()) return {.whole = film, .liked = {film}};
    const auto typed = words_of(text);
    const Words words{typed};
    TypedWish wish{.whole = tidied(text)};
    const auto begin = preface(words);
    const auto [end, saying] = objection(words.subspan(begin));
    wish.liked = parts_of(words.subspan(begin, end), joins);
    wish.unliked = parts_of(words.subspan(begin + end + saying), joins_unliked);
    if (wish.liked.empty() && !wish.whole.empty()) wish.liked.push_back(wish.whole);
    return wish;
}

}  // namespace tg_client
