#include "core/text/numerals.hpp"

#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace core::text {
namespace {

enum class Role : std::uint8_t { small, ten, hundred, ordinal };

struct NumberWord {
    std::string_view word;
    int value;
    Role role;
};

// Sorted, so that a word is found by halving; a few Russian ones as they are typed in Latin letters, too.
constexpr auto number_words = std::to_array<NumberWord>({
    {"chetyre", 4, Role::small},       {"desyat", 10, Role::small},       {"devyat", 9, Role::small},
    {"dvadtsat", 20, Role::ten},       {"dvenadcat", 12, Role::small},    {"dvenadtsat", 12, Role::small},
    {"eight", 8, Role::small},         {"eighteen", 18, Role::small},     {"eighth", 8, Role::ordinal},
    {"eighty", 80, Role::ten},         {"eleven", 11, Role::small},       {"eleventh", 11, Role::ordinal},
    {"fifteen", 15, Role::small},      {"fifteenth", 15, Role::ordinal},  {"fifth", 5, Role::ordinal},
    {"fifty", 50, Role::ten},          {"first", 1, Role::ordinal},       {"five", 5, Role::small},
    {"forty", 40, Role::ten},          {"four", 4, Role::small},          {"fourteen", 14, Role::small},
    {"fourteenth", 14, Role::ordinal}, {"fourth", 4, Role::ordinal},      {"hundred", 100, Role::hundred},
    {"nine", 9, Role::small},          {"nineteen", 19, Role::small},     {"ninety", 90, Role::ten},
    {"ninth", 9, Role::ordinal},       {"odinnadtsat", 11, Role::small},  {"one", 1, Role::small},
    {"pyat", 5, Role::small},          {"second", 2, Role::ordinal},      {"seven", 7, Role::small},
    {"seventeen", 17, Role::small},    {"seventh", 7, Role::ordinal},     {"seventy", 70, Role::ten},
    {"shest", 6, Role::small},         {"six", 6, Role::small},           {"sixteen", 16, Role::small},
    {"sixth", 6, Role::ordinal},       {"sixty", 60, Role::ten},          {"ten", 10, Role::small},
    {"tenth", 10, Role::ordinal},      {"third", 3, Role::ordinal},       {"thirteen", 13, Role::small},
    {"thirteenth", 13, Role::ordinal}, {"thirty", 30, Role::ten},         {"three", 3, Role::small},
    {"trinadtsat", 13, Role::small},   {"twelfth", 12, Role::ordinal},    {"twelve", 12, Role::small},
    {"twentieth", 20, Role::ordinal},  {"twenty", 20, Role::ten},         {"two", 2, Role::small},
    {"vosem", 8, Role::small},         {"восемнадцать", 18, Role::small}, {"восемь", 8, Role::small},
    {"восемьдесят", 80, Role::ten},    {"восемьсот", 800, Role::hundred}, {"восьмая", 8, Role::ordinal},
    {"восьмое", 8, Role::ordinal},     {"восьмой", 8, Role::ordinal},     {"вторая", 2, Role::ordinal},
    {"второе", 2, Role::ordinal},      {"второй", 2, Role::ordinal},      {"два", 2, Role::small},
    {"двадцать", 20, Role::ten},       {"две", 2, Role::small},           {"двенадцать", 12, Role::small},
    {"двести", 200, Role::hundred},    {"девяносто", 90, Role::ten},      {"девятая", 9, Role::ordinal},
    {"девятнадцать", 19, Role::small}, {"девятое", 9, Role::ordinal},     {"девятый", 9, Role::ordinal},
    {"девять", 9, Role::small},        {"девятьсот", 900, Role::hundred}, {"десятая", 10, Role::ordinal},
    {"десятое", 10, Role::ordinal},    {"десятый", 10, Role::ordinal},    {"десять", 10, Role::small},
    {"один", 1, Role::small},          {"одиннадцать", 11, Role::small},  {"одна", 1, Role::small},
    {"первая", 1, Role::ordinal},      {"первое", 1, Role::ordinal},      {"первый", 1, Role::ordinal},
    {"пятая", 5, Role::ordinal},       {"пятнадцать", 15, Role::small},   {"пятое", 5, Role::ordinal},
    {"пятый", 5, Role::ordinal},       {"пять", 5, Role::small},          {"пятьдесят", 50, Role::ten},
    {"пятьсот", 500, Role::hundred},   {"седьмая", 7, Role::ordinal},     {"седьмое", 7, Role::ordinal},
    {"седьмой", 7, Role::ordinal},     {"семнадцать", 17, Role::small},   {"семь", 7, Role::small},
    {"семьдесят", 70, Role::ten},      {"семьсот", 700, Role::hundred},   {"сорок", 40, Role::ten},
    {"сто", 100, Role::hundred},       {"третий", 3, Role::ordinal},      {"третье", 3, Role::ordinal},
    {"третья", 3, Role::ordinal},      {"три", 3, Role::small},           {"тридцать", 30, Role::ten},
    {"тринадцать", 13, Role::small},   {"триста", 300, Role::hundred},    {"четвертая", 4, Role::ordinal},
    {"четвертое", 4, Role::ordinal},   {"четвертый", 4, Role::ordinal},   {"четыре", 4, Role::small},
    {"четыреста", 400, Role::hundred}, {"четырнадцать", 14, Role::small}, {"шестая", 6, Role::ordinal},
    {"шестнадцать", 16, Role::small},  {"шестое", 6, Role::ordinal},      {"шестой", 6, Role::ordinal},
    {"шесть", 6, Role::small},         {"шестьдесят", 60, Role::ten},     {"шестьсот", 600, Role::hundred},
});
static_assert(std::ranges::is_sorted(number_words, {}, &NumberWord::word));

// Words that announce the number of a film in a series.
constexpr auto part_words = std::to_array<std::string_view>({
    "chapter",
    "ch",
    "episode",
    "ep",
    "number",
    "part",
    "pt",
    "vol",
    "volume",
    "глава",
    "номер",
    "часть",
    "ч",
    "эпизод",
});

// Nearly every word of a title is no number: a few of its bytes say so without a search.
constexpr std::size_t filter_size = 1024;
constexpr std::size_t filter_place(std::string_view word) {
    const auto byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(word[at])); };
    return (word.size() * 131 + byte(word.size() / 2) * 29 + byte(word.size() - 1) * 7 + byte(0)) % filter_size;
}
constexpr auto number_filter = [] {
    std::array<bool, filter_size> filter{};
    for (const auto& number : number_words) filter[filter_place(number.word)] = true;
    return filter;
}();

const NumberWord* find_number(std::string_view word) {
    if (word.empty() || !number_filter[filter_place(word)]) return nullptr;
    const auto found = std::ranges::lower_bound(number_words, word, {}, &NumberWord::word);
    return found != number_words.end() && found->word == word ? &*found : nullptr;
}

bool is_part_word(std::string_view word) {
    constexpr std::string_view first_bytes = "cepvn\xD0\xD1";
    return !word.empty() && first_bytes.find(word.front()) != std::string_view::npos &&
           std::ranges::find(part_words, word) != part_words.end();
}

bool is_digits(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, [](char byte) { return byte >= '0' && byte <= '9'; });
}

using Words = std::span<const std::string_view>;

// A number phrase at the start of some words: its value, and how many words it takes (0 when there is none).
struct Phrase {
    int value{};
    std::size_t length{};
};

// The hundreds at the start of some words: "hundred", "five hundred", «триста».
Phrase read_hundreds(Words rest) {
    const auto* first = rest.empty() ? nullptr : find_number(rest[0]);
    if (first == nullptr) return {};
    if (first->role == Role::hundred) return {first->value, 1};
    const bool hundred_follows = rest.size() > 1 && rest[1] == "hundred";
    return first->role == Role::small && first->value < 10 && hundred_follows ? Phrase{first->value * 100, 2}
                                                                              : Phrase{};
}

// Cardinals up to 999: "twelve", "twenty one", "one hundred and one", «сто один».
Phrase read_cardinal(Words rest) {
    auto phrase = read_hundreds(rest);
    const auto number_at = [&](std::size_t at) { return at < rest.size() ? find_number(rest[at]) : nullptr; };
    const bool joined = phrase.length > 0 && phrase.length < rest.size() && rest[phrase.length] == "and";
    if (joined && number_at(phrase.length + 1) != nullptr) ++phrase.length;
    if (const auto* ten = number_at(phrase.length); ten != nullptr && ten->role == Role::ten)
        phrase = {phrase.value + ten->value, phrase.length + 1};
    const auto* small = number_at(phrase.length);
    const bool fits = small != nullptr && small->role == Role::small && (phrase.value % 100 == 0 || small->value < 10);
    if (fits) phrase = {phrase.value + small->value, phrase.length + 1};
    return phrase;
}

// The number that directly follows a part word, in any writing.
Phrase read_announced(Words rest) {
    if (rest.empty()) return {};
    if (const auto* number = find_number(rest[0]); number != nullptr && number->role == Role::ordinal)
        return {number->value, 1};
    if (const int roman = roman_value(rest[0]); roman > 0) return {roman, 1};
    if (is_digits(rest[0]) && rest[0].size() <= 2) return {std::stoi(std::string{rest[0]}), 1};
    return read_cardinal(rest);
}

// The value of "2nd" or "13th"; 0 for any other word.
int ordinal_in_digits(std::string_view word) {
    if (word.size() < 3 || word.size() > 5 || word[0] < '0' || word[0] > '9') return 0;
    const auto ending = word.substr(word.size() - 2);
    const auto digits = word.substr(0, word.size() - 2);
    const bool ordinal = ending == "st" || ending == "nd" || ending == "rd" || ending == "th";
    return ordinal && is_digits(digits) ? std::stoi(std::string{digits}) : 0;
}

// A number that stands without a part word before it; `at` is its place among all words.
Phrase read_plain(Words all, std::size_t at, Ordinals ordinals) {
    const auto rest = all.subspan(at);
    if (const int roman = at > 0 && rest[0].size() > 1 ? roman_value(rest[0]) : 0; roman > 0) return {roman, 1};
    if (const auto* number = find_number(rest[0]); number != nullptr && number->role == Role::ordinal) {
        const bool part_follows = rest.size() > 1 && is_part_word(rest[1]);
        if (part_follows) return {number->value, 2};
        if (ordinals == Ordinals::all) return {number->value, 1};
        return at > 0 && rest.size() == 1 ? Phrase{number->value, 1} : Phrase{};
    }
    const int ordinal = ordinals == Ordinals::all ? ordinal_in_digits(rest[0]) : 0;
    if (ordinal > 0) return {ordinal, 1};
    const auto phrase = read_cardinal(rest);
    return phrase.value == 1 ? Phrase{} : phrase;
}

// Where the digits begin in a word such as "shrek2", which names a film and its number; npos in any other word.
std::size_t glued_number(std::string_view word) {
    if (word.empty() || word.back() < '0' || word.back() > '9') return std::string_view::npos;
    const auto digits = word.find_first_of("0123456789");
    if (digits == 0 || word.size() - digits > 2) return std::string_view::npos;
    const bool only_digits_follow = is_digits(word.substr(digits));
    return only_digits_follow && decode(word.substr(0, digits)).size() >= 3 ? digits : std::string_view::npos;
}

void append_word(std::string& text, std::string_view word) {
    if (!text.empty()) text += ' ';
    if (const auto digits = glued_number(word); digits != std::string_view::npos) {
        text.append(word.substr(0, digits)) += ' ';
        word.remove_prefix(digits);
    }
    text += word;
}

}  // namespace

bool has_ordinal(std::string_view folded) {
    return std::ranges::any_of(words(folded), [](std::string_view word) {
        const auto* number = find_number(word);
        return number != nullptr ? number->role == Role::ordinal : ordinal_in_digits(word) > 0;
    });
}

int roman_value(std::string_view word) {
    static constexpr std::array<std::string_view, 10> units = {"",  "i",  "ii",  "iii",  "iv",
                                                               "v", "vi", "vii", "viii", "ix"};
    const auto tens = std::min(word.find_first_not_of('x'), word.size());
    if (word.empty() || tens > 3) return 0;
    const auto unit = std::ranges::find(units, word.substr(tens));
    return unit == units.end() ? 0 : static_cast<int>(tens) * 10 + static_cast<int>(unit - units.begin());
}

std::string numbers_as_digits(std::string_view folded, Ordinals ordinals) {
    const auto all = words(folded);
    std::string text;
    text.reserve(folded.size() + 2);
    for (std::size_t at = 0; at < all.size();) {
        const bool announced = is_part_word(all[at]);
        const auto phrase = announced ? read_announced(Words{all}.subspan(at + 1)) : read_plain(all, at, ordinals);
        append_word(text, phrase.length > 0 ? std::string_view{std::to_string(phrase.value)} : all[at]);
        at += phrase.length == 0 ? 1 : phrase.length + (announced ? 1 : 0);
    }
    return text;
}

}  // namespace core::text
