#include "normalizer.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace core::encoder {
namespace {

constexpr char32_t replacement = 0xFFFD;

UChar32 code_point(char32_t character) { return static_cast<UChar32>(character); }

const icu::Normalizer2& decomposition() {
    UErrorCode status = U_ZERO_ERROR;
    const auto* instance = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status) || instance == nullptr) throw std::runtime_error{"ICU has no normalisation data"};
    return *instance;
}

bool is_control(char32_t character) {
    if (character == U'\t' || character == U'\n' || character == U'\r') return false;
    // Characters that Unicode has not assigned yet stay, as in the reference: they make a word unknown.
    constexpr auto dropped = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK | U_GC_CS_MASK;
    return (U_GET_GC_MASK(code_point(character)) & dropped) != 0;
}

bool is_chinese(char32_t character) {
    struct Range {
        char32_t first, last;
    };
    static constexpr std::array<Range, 8> ranges{{{0x3400, 0x4DBF},
                                                  {0x4E00, 0x9FFF},
                                                  {0xF900, 0xFAFF},
                                                  {0x20000, 0x2A6DF},
                                                  {0x2A700, 0x2B73F},
                                                  {0x2B740, 0x2B81F},
                                                  {0x2B920, 0x2CEAF},
                                                  {0x2F800, 0x2FA1F}}};
    return std::ranges::any_of(
        ranges, [character](Range range) { return character >= range.first && character <= range.last; });
}

bool is_accent(char32_t character) { return u_charType(code_point(character)) == U_NON_SPACING_MARK; }

// Canonical order of the marks that are left once accents are gone. Sorting run by run keeps hostile runs of marks
// from costing quadratic time.
void order_marks(std::u32string& text) {
    const auto is_mark = [](char32_t character) { return u_getCombiningClass(code_point(character)) != 0; };
    const auto by_class = [](char32_t a, char32_t b) {
        return u_getCombiningClass(code_point(a)) < u_getCombiningClass(code_point(b));
    };
    for (auto run = std::ranges::find_if(text, is_mark); run != text.end();) {
        const auto end = std::find_if_not(run, text.end(), is_mark);
        std::stable_sort(run, end, by_class);
        run = std::find_if(end, text.end(), is_mark);
    }
}

class Writer {
public:
    Writer(const NormalizerOptions& options, std::size_t expected) : options_{options} { text_.reserve(expected); }

    void add(char32_t character) {
        if (character < 0x80) return add_ascii(character);
        if (options_.clean_text) {
            if (character == replacement || is_control(character)) return;
            if (is_space(character)) character = U' ';
        }
        const bool apart = options_.separate_chinese && is_chinese(character);
        if (apart) text_ += U' ';
        add_without_accents(character);
        if (apart) text_ += U' ';
    }

    std::u32string take() && {
        if (options_.strip_accents && has_marks_) order_marks(text_);
        return std::move(text_);
    }

private:
    void add_ascii(char32_t character) {
        if (options_.clean_text) {
            if (character == U'\t' || character == U'\n' || character == U'\r') character = U' ';
            if (character < 0x20 || character == 0x7F) return;
        }
        const bool capital = character >= U'A' && character <= U'Z';
        text_ += options_.lowercase && capital ? character + 0x20 : character;
    }

    void add_without_accents(char32_t character) {
        icu::UnicodeString parts;
        if (!options_.strip_accents) return add_lowercase(character);
        if (decomposition_.getDecomposition(code_point(character), parts) == 0) return add_unless_accent(character);
        for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1))
            add_unless_accent(static_cast<char32_t>(parts.char32At(i)));
    }

    void add_unless_accent(char32_t character) {
        if (is_accent(character)) return;
        has_marks_ = has_marks_ || u_getCombiningClass(code_point(character)) != 0;
        add_lowercase(character);
    }

    void add_lowercase(char32_t character) {
        constexpr char32_t dotted_capital_i = 0x130;
        if (!options_.lowercase) {
            text_ += character;
        } else if (character == dotted_capital_i) {
            // The one character whose lower case is two.
            text_ += U"i\u0307";
        } else {
            text_ += static_cast<char32_t>(u_tolower(code_point(character)));
        }
    }

    const NormalizerOptions& options_;
    const icu::Normalizer2& decomposition_ = decomposition();
    bool has_marks_ = false;
    std::u32string text_{};
};

}  // namespace

std::u32string normalize(std::string_view utf8, const NormalizerOptions& options) {
    Writer writer{options, utf8.size()};
    const auto size = utf8.size();
    for (std::size_t i = 0; i < size;) {
        UChar32 character = 0;
        U8_NEXT_OR_FFFD(utf8.data(), i, size, character);
        writer.add(static_cast<char32_t>(character));
    }
    return std::move(writer).take();
}

bool is_space(char32_t character) { return character == U' ' || u_isUWhiteSpace(code_point(character)); }

bool is_punctuation(char32_t character) {
    if (character < 0x80)
        return (character > 0x20 && character < U'0') || (character > U'9' && character < U'A') ||
               (character > U'Z' && character < U'a') || (character > U'z' && character < 0x7F);
    return (U_GET_GC_MASK(code_point(character)) & U_GC_P_MASK) != 0;
}

void append_utf8(std::string& utf8, char32_t character) {
    std::array<char, 4> bytes{};
    std::int32_t length = 0;
    UBool failed = false;
    U8_APPEND(bytes.data(), length, 4, code_point(character), failed);
    if (!failed) utf8.append(bytes.data(), static_cast<std::size_t>(length));
}

}  // namespace core::encoder
