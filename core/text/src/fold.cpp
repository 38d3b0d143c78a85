#include "core/text/fold.hpp"

#include "core/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace core::text {
namespace {

constexpr char32_t table_end = 0x530;  // Latin, Greek and Cyrillic lie below
constexpr char32_t combining_breve = 0x306;
constexpr std::string_view short_i = "й";
constexpr std::string_view plain_i = "и";

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
    UErrorCode error = U_ZERO_ERROR;
    const auto* found = get(error);
    if (U_FAILURE(error)) throw std::runtime_error{"ICU has no normalisation data"};
    return *found;
}

// Letters whose stroke or ligature is no combining mark, so that normalisation leaves them alone.
std::string_view plain_spelling(char32_t letter) {
    switch (letter) {
        case U'ø':
            return "o";
        case U'ł':
            return "l";
        case U'đ':
        case U'ð':
            return "d";
        case U'ħ':
            return "h";
        case U'ı':
            return "i";
        case U'ŋ':
            return "n";
        case U'ŧ':
            return "t";
        case U'þ':
            return "th";
        case U'æ':
            return "ae";
        case U'œ':
            return "oe";
        default:
            return {};
    }
}

bool is_apostrophe(char32_t letter) {
    switch (letter) {
        case U'\'':
        case U'`':
        case U'´':
        case U'‘':
        case U'’':
        case U'‛':
        case U'′':
        case U'ʼ':
        case U'ʻ':
        case U'ʹ':
            return true;
        default:
            return false;
    }
}

bool is_superscript_digit(char32_t letter) {
    return letter == U'²' || letter == U'³' || letter == U'¹' || (letter >= U'⁰' && letter <= U'⁹');
}

// An accent, but neither a vowel sign (Devanagari) nor a mark that makes another consonant (kana).
bool is_accent(UChar32 mark) {
    if (u_charType(mark) != U_NON_SPACING_MARK || mark == 0x3099 || mark == 0x309A) return false;
    UErrorCode error = U_ZERO_ERROR;
    return uscript_getScript(mark, &error) == USCRIPT_INHERITED;
}

void append_normalized(std::string& folded, UChar32 letter) {
    if (is_apostrophe(static_cast<char32_t>(letter))) return;  // "ŉ" is made of one and n
    const bool word_part = u_isalnum(letter) || (U_GET_GC_MASK(letter) & U_GC_M_MASK) != 0;
    const auto plain = plain_spelling(static_cast<char32_t>(letter));
    if (!word_part) {
        folded += ' ';
    } else if (plain.empty()) {
        append_utf8(folded, static_cast<char32_t>(letter));
    } else {
        folded += plain;
    }
}

// What one code point folds to; a space stands for "parts words". Slow and complete.
std::string fold_code_point(char32_t code_point) {
    if (is_apostrophe(code_point)) return {};
    if (code_point == U'&') return " and ";
    if (code_point == U'№') return " ";  // «Район №9» is «Район 9»
    if (code_point == U'й' || code_point == U'Й') return std::string{short_i};
    static const auto& casefold = normalizer(icu::Normalizer2::getNFKCCasefoldInstance);
    static const auto& decompose = normalizer(icu::Normalizer2::getNFDInstance);
    static const auto& compose = normalizer(icu::Normalizer2::getNFCInstance);

    UErrorCode error = U_ZERO_ERROR;
    const auto lower = casefold.normalize(icu::UnicodeString{static_cast<UChar32>(code_point)}, error);
    const auto parts = decompose.normalize(lower, error);
    icu::UnicodeString bare;
    for (std::int32_t at = 0; at < parts.length(); at = parts.moveIndex32(at, 1))
        if (!is_accent(parts.char32At(at))) bare.append(parts.char32At(at));
    const auto composed = compose.normalize(bare, error);
    if (U_FAILURE(error)) throw std::runtime_error{"ICU failed to normalise a character"};

    std::string folded;
    if (is_superscript_digit(code_point)) folded += ' ';  // "Alien³" is "Alien 3"
    for (std::int32_t at = 0; at < composed.length(); at = composed.moveIndex32(at, 1))
        append_normalized(folded, composed.char32At(at));
    return folded;
}

struct Folded {
    std::array<char, 7> bytes{};
    std::uint8_t size{};
};

using FoldTable = std::array<Folded, table_end>;

FoldTable make_table() {
    FoldTable table;
    for (char32_t code_point = 0; code_point < table_end; ++code_point) {
        const auto folded = fold_code_point(code_point);
        if (folded.size() > table[code_point].bytes.size()) throw std::logic_error{"fold table entry is too small"};
        folded.copy(table[code_point].bytes.data(), folded.size());
        table[code_point].size = static_cast<std::uint8_t>(folded.size());
    }
    return table;
}

// Spaces only between words, whatever was appended.
void append_folded(std::string& folded, std::string_view piece) {
    for (const char byte : piece)
        if (byte != ' ' || (!folded.empty() && folded.back() != ' ')) folded.push_back(byte);
}

}  // namespace

std::string fold(std::string_view utf8) {
    static const FoldTable table = make_table();
    std::string folded;
    folded.reserve(utf8.size() + 4);
    for (std::size_t position = 0; position < utf8.size();) {
        const char32_t code_point = next_code_point(utf8, position);
        if (code_point == combining_breve && folded.ends_with(plain_i)) {
            folded.replace(folded.size() - plain_i.size(), plain_i.size(), short_i);
        } else if (code_point < table_end) {
            append_folded(folded, {table[code_point].bytes.data(), table[code_point].size});
        } else {
            append_folded(folded, fold_code_point(code_point));
        }
    }
    if (folded.ends_with(' ')) folded.pop_back();
    return folded;
}

std::vector<std::string_view> words(std::string_view folded) {
    std::vector<std::string_view> found;
    found.reserve(static_cast<std::size_t>(std::ranges::count(folded, ' ')) + 1);
    while (!folded.empty()) {
        const auto end = std::min(folded.find(' '), folded.size());
        if (end > 0) found.push_back(folded.substr(0, end));
        folded.remove_prefix(std::min(end + 1, folded.size()));
    }
    return found;
}

}  // namespace core::text
