#include "tg_client/dialogue/tap.hpp"

#include <array>
#include <charconv>

namespace tg_client {
namespace {

constexpr std::string_view opinion_letters = "ldsw";  // in the order of api::Opinion
constexpr std::string_view page_letters = "mgyl";     // in the order of ShowSettings::Page
constexpr int most_pages_of_a_list = 10'000;

std::string told(char letter) { return {letter}; }
std::string told(char letter, std::string_view what) { return std::string{letter}.append(":").append(what); }
std::string told(char letter, int number) { return told(letter, std::to_string(number)); }

struct Writer {
    std::string operator()(const Nothing&) const { return told('0'); }
    std::string operator()(const TurnTo& tap) const { return told('p', tap.page); }
    std::string operator()(const Rate& tap) const {
        return told('r', std::string{opinion_letters[static_cast<std::size_t>(tap.opinion)]} + ":" + tap.film);
    }
    std::string operator()(const More&) const { return told('m'); }
    std::string operator()(const Retry&) const { return told('t'); }
    std::string operator()(const Pick& tap) const { return told('f', tap.film); }
    std::string operator()(const LikeThis& tap) const { return told('s', tap.film); }
    std::string operator()(const Show& tap) const { return told('i', tap.film); }
    std::string operator()(const Random&) const { return told('?'); }
    std::string operator()(const ToggleGenre& tap) const { return told('g', std::string{tap.letter}); }
    std::string operator()(const SetDecade& tap) const { return told('y', tap.from_year); }
    std::string operator()(const ToggleSeen&) const { return told('n'); }
    std::string operator()(const SetLanguage& tap) const {
        return told('l', tap.language ? api::choice_name(*tap.language) : "");
    }
    std::string operator()(const ShowSettings& tap) const {
        return told('o', std::string{page_letters[static_cast<std::size_t>(tap.page)]});
    }
    std::string operator()(const ShowList& tap) const { return told('w', tap.page); }
    std::string operator()(const ShowHistory& tap) const { return told('h', tap.page); }
    std::string operator()(const Forget& tap) const { return told('z', tap.is_sure ? 1 : 0); }
    std::string operator()(const Vote& tap) const { return told('v', tap.number); }
};

std::optional<int> number_in(std::string_view text, int most) {
    int number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0 || number > most) return std::nullopt;
    return number;
}

template <class T>
std::optional<Tap> numbered(std::string_view text, int most) {
    const auto number = number_in(text, most);
    if (!number) return std::nullopt;
    return T{*number};
}

template <class T>
std::optional<Tap> of_film(std::string_view film) {
    if (!api::is_film_id(film)) return std::nullopt;
    return T{std::string{film}};
}

std::optional<Tap> rate(std::string_view told) {
    if (told.size() < 3 || told[1] != ':' || !api::is_film_id(told.substr(2))) return std::nullopt;
    const auto opinion = opinion_letters.find(told.front());
    if (opinion == std::string_view::npos) return std::nullopt;
    return Rate{static_cast<api::Opinion>(opinion), std::string{told.substr(2)}};
}

std::optional<Tap> language(std::string_view told) {
    if (told.empty()) return SetLanguage{};
    if (told == "ru") return SetLanguage{api::Language::ru};
    if (told == "en") return SetLanguage{api::Language::en};
    return std::nullopt;
}

std::optional<Tap> settings_page(std::string_view told) {
    const auto page = told.size() == 1 ? page_letters.find(told.front()) : std::string_view::npos;
    if (page == std::string_view::npos) return std::nullopt;
    return ShowSettings{static_cast<ShowSettings::Page>(page)};
}

std::optional<Tap> about(char letter, std::string_view told) {
    switch (letter) {
        case 'p':
            return numbered<TurnTo>(told, 99);
        case 'r':
            return rate(told);
        case 'f':
            return of_film<Pick>(told);
        case 's':
            return of_film<LikeThis>(told);
        case 'i':
            return of_film<Show>(told);
        case 'g':
            return told.size() == 1 ? std::optional<Tap>{ToggleGenre{told.front()}} : std::nullopt;
        case 'y':
            return numbered<SetDecade>(told, 2200);
        case 'l':
            return language(told);
        case 'o':
            return settings_page(told);
        case 'w':
            return numbered<ShowList>(told, most_pages_of_a_list);
        case 'h':
            return numbered<ShowHistory>(told, most_pages_of_a_list);
        case 'z':
            return told == "0" || told == "1" ? std::optional<Tap>{Forget{told == "1"}} : std::nullopt;
        case 'v':
            return numbered<Vote>(told, 99);
        default:
            return std::nullopt;
    }
}

}  // namespace

std::string data_of(const Tap& tap) { return std::visit(Writer{}, tap); }

std::optional<Tap> read_tap(std::string_view data) {
    if (data == "0") return Nothing{};
    if (data == "m") return More{};
    if (data == "t") return Retry{};
    if (data == "?") return Random{};
    if (data == "n") return ToggleSeen{};
    if (data.size() < 2 || data.size() > 64 || data[1] != ':') return std::nullopt;
    return about(data.front(), data.substr(2));
}

}  // namespace tg_client
