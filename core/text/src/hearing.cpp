#include "core/text/hearing.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace core::text {
namespace {

enum class Place : std::uint8_t { anywhere, start, end, closed };  // closed: no vowel follows

struct Rule {
    std::string_view letters, sound;
    Place place = Place::anywhere;
};

// By first letter; of those that start alike the longest comes first, and those for one place before the others.
constexpr auto rules = std::to_array<Rule>({
    {"augh", "о"},
    {"all", "олл", Place::end},
    {"are", "эр", Place::end},
    {"air", "эр"},
    {"ai", "ей"},
    {"ar", "ар"},
    {"au", "о"},
    {"aw", "о"},
    {"ay", "ей"},
    {"ch", "ч"},
    {"ck", "к"},
    {"ce", "се"},
    {"ci", "си"},
    {"cy", "си"},
    {"c", "к"},
    {"dge", "дж"},
    {"eigh", "ей"},
    {"ear", "ир"},
    {"ea", "и"},
    {"ee", "и"},
    {"ew", "ью"},
    {"ey", "и", Place::end},
    {"ght", "т"},
    {"gh", "", Place::end},
    {"ge", "дж", Place::end},
    {"igh", "ай"},
    {"ie", "и"},
    {"ir", "ер", Place::closed},
    {"j", "дж"},
    {"kn", "н", Place::start},
    {"ough", "о"},
    {"oa", "оу"},
    {"oi", "ой"},
    {"oo", "у"},
    {"our", "ор"},
    {"ous", "ос", Place::end},
    {"ou", "ау"},
    {"ow", "оу", Place::end},
    {"ow", "ау"},
    {"oy", "ой"},
    {"ph", "ф"},
    {"qu", "кв"},
    {"sch", "ск"},
    {"sh", "ш"},
    {"sion", "жн", Place::end},
    {"tch", "ч"},
    {"tion", "шн"},
    {"ture", "чер", Place::end},
    {"th", "т"},
    {"ur", "ер", Place::closed},
    {"wh", "в"},
    {"wr", "р", Place::start},
    {"war", "вор"},
    {"wor", "вор"},
    {"w", "в"},
    {"x", "кс"},
    {"you", "ю"},
});

// What is left, letter by letter.
constexpr std::array<std::string_view, 26> letters = {"а",  "б", "к", "д", "е", "ф",  "г", "х", "и",
                                                      "дж", "к", "л", "м", "н", "о",  "п", "к", "р",
                                                      "с",  "т", "а", "в", "в", "кс", "и", "з"};

bool is_latin(char byte) { return byte >= 'a' && byte <= 'z'; }
bool is_vowel(char byte) { return std::string_view{"aeiouy"}.find(byte) != std::string_view::npos; }

// The sound of a vowel before one consonant and a final e: "fate", "time", "home", "dune".
std::string_view long_sound(char vowel) {
    switch (vowel) {
        case 'a':
            return "ей";
        case 'i':
        case 'y':
            return "ай";
        case 'o':
            return "оу";
        case 'u':
            return "ью";
        default:
            return {};
    }
}

class Word {
public:
    explicit Word(std::string_view word) : word_{word}, syllables_{vowel_runs(word) - (ends_mute(word) ? 1 : 0)} {}

    std::string sound() const {
        std::string text;
        for (std::size_t at = 0; at < word_.size();) at += write(at, text);
        return text.empty() ? std::string{word_} : text;  // "gh" alone is not silent
    }

private:
    static int vowel_runs(std::string_view word) {
        int runs = 0;
        for (std::size_t at = 0; at < word.size(); ++at)
            if (is_vowel(word[at]) && (at == 0 || !is_vowel(word[at - 1]))) ++runs;
        return runs;
    }

    static bool ends_mute(std::string_view word) {
        const auto stem = word.ends_with('s') ? word.substr(0, word.size() - 1) : word;
        return stem.size() > 2 && stem.ends_with('e') && !is_vowel(stem[stem.size() - 2]);
    }

    // Writes the sound of what stands at `at`; how many letters that were.
    std::size_t write(std::size_t at, std::string& text) const {
        const auto rest = word_.substr(at);
        if (rest.size() > 2 && long_vowel(at)) {
            text += long_sound(rest[0]);
            return 1;
        }
        if (at > 0 && syllables_ > 0 && ends_mute(word_) && (rest == "e" || rest == "es")) {
            text += rest.size() == 2 ? "с" : "";
            return rest.size();
        }
        if (syllables_ == 1 && (rest == "y" || rest == "ie")) {
            text += "ай";
            return rest.size();
        }
        for (const auto& [spelling, sound, place] : rules) {
            if (!rest.starts_with(spelling)) continue;
            if (place == Place::start && at > 0) continue;
            if (place == Place::end && rest.size() > spelling.size()) continue;
            if (place == Place::closed && rest.size() > spelling.size() && is_vowel(rest[spelling.size()])) continue;
            text += sound;
            return spelling.size();
        }
        text += short_sound(at);
        return 1;
    }

    bool long_vowel(std::size_t at) const {
        const bool before_mute = at + 3 >= word_.size() - (word_.ends_with('s') ? 1 : 0) && ends_mute(word_);
        return before_mute && at + 2 < word_.size() && !is_vowel(word_[at + 1]) && word_[at + 2] == 'e' &&
               !long_sound(word_[at]).empty();
    }

    std::string_view short_sound(std::size_t at) const {
        const bool closed = at + 1 < word_.size() && !is_vowel(word_[at + 1]);
        if (word_[at] == 'a' && closed && syllables_ == 1) return "э";
        const bool open = !closed || (at + 2 < word_.size() && is_vowel(word_[at + 2]));
        if (word_[at] == 'u' && open) return "у";
        return letters[static_cast<std::size_t>(word_[at] - 'a')];
    }

    std::string_view word_;
    int syllables_;
};

}  // namespace

std::string as_heard_in_russian(std::string_view folded) {
    std::string text;
    text.reserve(folded.size() * 2);
    for (std::size_t at = 0; at < folded.size();) {
        if (!is_latin(folded[at])) {
            text += folded[at++];
            continue;
        }
        const auto start = at;
        while (at < folded.size() && is_latin(folded[at])) ++at;
        text += Word{folded.substr(start, at - start)}.sound();
    }
    return text;
}

}  // namespace core::text
