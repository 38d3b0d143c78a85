#include "core/text/transliteration.hpp"

#include "core/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace core::text {
namespace {

// Letters of the key that stand for sounds Latin writes in several letters: w is ш and щ, q is ч, j is ж and дж,
// c is ц. Their Latin namesakes never reach the key: "w" becomes v, "q" k, and so on.

struct Spelling {
    std::string_view letters, sound;
};

// By first letter; of those that start alike the longest comes first.
constexpr auto latin_spellings = std::to_array<Spelling>({
    {"ch", "q"},   {"ck", "k"},  {"ce", "se"}, {"ci", "si"}, {"cy", "si"},  {"c", "k"},   {"dzh", "j"},
    {"dj", "j"},   {"gh", "g"},  {"ij", "i"},  {"kh", "h"},  {"ph", "f"},   {"qu", "kv"}, {"q", "k"},
    {"shch", "w"}, {"sch", "w"}, {"shh", "w"}, {"sh", "w"},  {"tsch", "q"}, {"tch", "q"}, {"th", "t"},
    {"ts", "c"},   {"tz", "c"},  {"wh", "v"},  {"w", "v"},   {"x", "ks"},   {"y", "i"},   {"zh", "j"},
});

// Where the spellings of each letter start in latin_spellings.
constexpr auto first_spellings = [] {
    std::array<std::uint8_t, 27> starts{};
    for (const auto& spelling : latin_spellings)
        for (std::size_t later = static_cast<std::size_t>(spelling.letters[0] - 'a') + 1; later < starts.size();
             ++later)
            ++starts[later];
    return starts;
}();
static_assert(std::ranges::is_sorted(latin_spellings, {}, [](const Spelling& one) { return one.letters[0]; }));

// From U+0430 (а) to U+045F; й, ь and the glides of я, ю count as i, which vanishes before a vowel.
constexpr std::array<std::string_view, 48> cyrillic_sounds = {
    "a", "b", "v", "g", "d", "e", "j", "z", "i", "i", "k", "l", "m", "n", "o",  "p",   // а-п
    "r", "s", "t", "u", "f", "h", "c", "q", "w", "w", "",  "i", "",  "e", "iu", "ia",  // р-я
    "e", "e", "d", "g", "e", "z", "i", "i", "j", "l", "n", "q", "k", "i", "u",  "j",   // ѐ-џ
};

bool is_vowel(char sound) { return sound == 'a' || sound == 'e' || sound == 'i' || sound == 'o' || sound == 'u'; }

// Grows a key, keeping its rules: no doubled letter, no i before another vowel, single spaces.
class KeyWriter {
public:
    explicit KeyWriter(std::size_t size) { key_.reserve(size); }

    void sound(char next) {
        if (next != 'i' && is_vowel(next) && key_.ends_with('i')) key_.pop_back();
        if (next == 'j' && key_.ends_with('d')) key_.pop_back();
        const bool is_digit = next >= '0' && next <= '9';
        if (is_digit || !key_.ends_with(next)) key_.push_back(next);
    }
    void sounds(std::string_view next) {
        for (const char one : next) sound(one);
    }
    void space() {
        if (!key_.empty() && key_.back() != ' ') key_.push_back(' ');
    }
    // "yo" and "jo" after a consonant are ё, which folding writes е; at the start of a word they are йо.
    bool follows_consonant() const { return !key_.empty() && key_.back() >= 'a' && !is_vowel(key_.back()); }

    std::string finish() && {
        if (key_.ends_with(' ')) key_.pop_back();
        return std::move(key_);
    }

private:
    std::string key_;
};

// Writes the sound of the Latin letters that `rest` starts with; how many letters that were.
std::size_t write_latin(std::string_view rest, KeyWriter& key) {
    const bool iotated_o = rest.starts_with("yo") || rest.starts_with("jo");
    if (iotated_o && key.follows_consonant()) {
        key.sound('e');
        return 2;
    }
    const auto letter = static_cast<std::size_t>(rest.front() - 'a');
    for (std::size_t at = first_spellings[letter]; at < first_spellings[letter + 1]; ++at) {
        const auto& [letters, sound] = latin_spellings[at];
        if (!rest.starts_with(letters)) continue;
        key.sounds(sound);
        return letters.size();
    }
    key.sound(rest.front());
    return 1;
}

}  // namespace

std::string phonetic_key(std::string_view folded) {
    KeyWriter key{folded.size() + 8};
    for (std::size_t position = 0; position < folded.size();) {
        const char byte = folded[position];
        if (byte >= 'a' && byte <= 'z') {
            position += write_latin(folded.substr(position), key);
            continue;
        }
        const char32_t letter = next_code_point(folded, position);
        if (letter == U' ') {
            key.space();
        } else if (letter >= U'0' && letter <= U'9') {
            key.sound(static_cast<char>(letter));
        } else if (letter >= U'а' && letter <= U'џ') {
            key.sounds(cyrillic_sounds[letter - U'а']);
        }
    }
    return std::move(key).finish();
}

}  // namespace core::text
