#include "title_forms.hpp"

#include "core/text/fold.hpp"
#include "core/text/numerals.hpp"
#include "core/text/utf8.hpp"

#include <algorithm>
#include <array>

namespace core::titles {
namespace {

using text::fold;
using text::words;

constexpr std::array<std::string_view, 5> left_out = {"the", "a", "an", "and", "и"};
constexpr std::array<std::string_view, 6> says_nothing = {"movie", "film", "фильм", "кино", "story", "beginning"};

// Where titles break into parts. A full stop breaks only behind a word of some length: not in "Dr. Strangelove".
constexpr std::array<std::string_view, 16> breaks = {" or: ", ": ",   ":",     " - ",   " – ",  " — ", "(",  ")",
                                                     "/",     " or ", " или ", ", or ", "... ", "! ",  "? ", ". "};

bool is_left_out(std::string_view word) { return std::ranges::find(left_out, word) != left_out.end(); }

// One letter of an alphabet, in any script; a digit is none.
bool is_single_letter(std::string_view word) {
    if (word.empty() || word.size() > 4 || is_number(word)) return false;
    std::size_t position = 0;
    text::next_code_point(word, position);
    return position == word.size();
}

// Short forms that titles and people use by turns.
std::string_view spelled_out(std::string_view word) {
    if (word == "dr") return "doctor";
    if (word == "mr") return "mister";
    if (word == "mrs") return "missis";
    if (word == "vs") return "versus";
    return word;
}

void append_word(std::string& text, std::string_view word, bool joined) {
    if (!text.empty() && !joined) text += ' ';
    text += word;
}

// Letters that stand alone side by side are one abbreviation: "e t" is "et", "m a s h" is "mash".
std::string join_letters(const std::vector<std::string_view>& all) {
    std::string text;
    bool after_letter = false;
    for (const auto word : all) {
        const bool letter = is_single_letter(word);
        append_word(text, word, letter && after_letter);
        after_letter = letter;
    }
    return text;
}

std::string without_left_out(std::string_view text) {
    std::string kept;
    for (const auto word : words(text))
        if (!is_left_out(word)) append_word(kept, spelled_out(word), false);
    return kept.empty() ? std::string{text} : kept;
}

std::size_t letters_before(std::string_view title, std::size_t position) {
    const auto start = title.find_last_of(' ', position == 0 ? 0 : position - 1);
    const auto from = start == std::string_view::npos ? 0 : start + 1;
    return from < position ? text::decode(title.substr(from, position - from)).size() : 0;
}

// Whether a break may start with `byte` before `next`: a quick answer for nearly every letter of a title.
bool may_break(char byte, char next) {
    if (byte == ' ') return next == '-' || next == 'o' || next < 0;
    return std::string_view{":()/,.!?"}.find(byte) != std::string_view::npos;
}

// The length of the break at `position` of a title; 0 when there is none.
std::size_t break_length(std::string_view title, std::size_t position) {
    if (!may_break(title[position], position + 1 < title.size() ? title[position + 1] : ' ')) return 0;
    for (const auto mark : breaks) {
        if (!title.substr(position).starts_with(mark)) continue;
        if (mark == ". " && letters_before(title, position) < 4) return 0;
        return mark.size();
    }
    return 0;
}

std::vector<std::string> pieces_of(std::string_view title) {
    std::vector<std::string> pieces;
    std::size_t start = 0;
    for (std::size_t position = 0; position <= title.size();) {
        const auto length = position < title.size() ? break_length(title, position) : 1;
        if (length == 0) {
            ++position;
            continue;
        }
        if (auto piece = fold(title.substr(start, position - start)); !piece.empty())
            pieces.push_back(std::move(piece));
        position += length;
        start = position;
    }
    return pieces;
}

// Adds the abbreviation with dots that a title starts with: "et" of "E.T. the Extra-Terrestrial".
void add_dotted_start(std::string_view title, std::vector<TitlePart>& parts) {
    const auto first = title.substr(0, title.find(' '));
    if (first.size() == title.size() || std::ranges::count(first, '.') < 2) return;
    parts.push_back({fold(first), Part::main_part});
}

}  // namespace

bool names_something(std::string_view folded) {
    const auto text = canonical(folded);
    const bool numbers_only = std::ranges::all_of(words(text), is_number);
    return text.size() >= 2 && !numbers_only && std::ranges::find(says_nothing, text) == says_nothing.end();
}

bool is_number(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, [](char byte) { return byte >= '0' && byte <= '9'; });
}

std::string canonical(std::string_view folded) {
    const auto digits = text::numbers_as_digits(folded);
    return without_left_out(join_letters(words(digits)));
}

std::string canonical_with_ordinals(std::string_view folded) {
    const auto digits = text::numbers_as_digits(folded, text::Ordinals::all);
    return without_left_out(join_letters(words(digits)));
}

std::string sorted_words(std::string_view canonical_text) {
    auto all = words(canonical_text);
    std::ranges::sort(all);
    std::string text;
    for (const auto word : all) append_word(text, word, false);
    return text;
}

std::string compact(std::string_view text) {
    std::string joined;
    joined.reserve(text.size());
    std::ranges::copy_if(text, std::back_inserter(joined), [](char byte) { return byte != ' '; });
    return joined;
}

std::vector<TitlePart> parts_of_title(std::string_view title) {
    std::vector<TitlePart> parts;
    add_dotted_start(title, parts);
    const auto pieces = pieces_of(title);
    if (pieces.size() < 2) return parts;
    std::string start;
    for (std::size_t piece = 0; piece < pieces.size(); ++piece) {
        append_word(start, pieces[piece], false);
        if (piece + 1 < pieces.size() && names_something(start)) parts.push_back({start, Part::main_part});
        if (piece > 0 && names_something(pieces[piece])) parts.push_back({pieces[piece], Part::sub_part});
    }
    std::string end = pieces.back();
    for (std::size_t piece = pieces.size() - 2; piece > 0; --piece) {
        end.insert(0, pieces[piece] + ' ');
        parts.push_back({end, Part::sub_part});
    }
    return parts;
}

std::string initials(std::string_view folded) {
    const auto all = words(folded);
    std::string letters;
    if (all.size() < 2) return letters;
    for (const auto word : all) {
        std::size_t end = 0;
        text::next_code_point(word, end);
        letters += is_number(word) ? word : word.substr(0, end);
    }
    return letters;
}

std::vector<std::string> with_one_letter_less(std::string_view canonical_text) {
    constexpr std::size_t fewest_letters = 3;
    constexpr std::size_t most_letters = 13;
    std::vector<std::string> texts;
    if (canonical_text.size() > most_letters * 2) return texts;
    const auto letters = text::decode(canonical_text);
    if (letters.size() < fewest_letters || letters.size() > most_letters) return texts;
    for (std::size_t place = 0; place < letters.size(); ++place) {
        const bool repeated = place > 0 && letters[place] == letters[place - 1];
        const bool digit = letters[place] >= U'0' && letters[place] <= U'9';
        if (repeated || digit) continue;
        auto shorter = letters;
        shorter.erase(place, 1);
        texts.push_back(text::encode(shorter));
    }
    return texts;
}

float quality_with_errors(std::size_t errors, std::size_t letters) {
    constexpr float best = 0.95F;
    constexpr float too_many = 0.85F;  // more than every fourth letter: rather another text
    if (letters == 0 || errors >= letters) return 0;
    const float quality = best * (1 - static_cast<float>(errors) / static_cast<float>(letters));
    return errors * 4 > letters ? quality * too_many : quality;
}

float quality_with_single_error(std::size_t letters) {
    constexpr float too_short_to_tell = 0.55F;
    return letters <= 3 ? too_short_to_tell : quality_with_errors(1, letters);
}

std::string_view leading_article(std::string_view folded) {
    for (const std::string_view article : {"the ", "a ", "an "})
        if (folded.starts_with(article)) return folded.substr(0, article.size());
    return {};
}

}  // namespace core::titles
