#include "core/text/stems.hpp"

#include "core/text/fold.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include <libstemmer.h>

namespace core::text {
namespace {

// Sorted, so that a word is found by halving; ё is written е as fold() leaves it.
constexpr auto english_stop_words = std::to_array<std::string_view>({
    "a",     "about", "after", "all",  "also",  "an",   "and",  "any",   "are",  "as",   "at",   "be",   "because",
    "been",  "but",   "by",    "can",  "could", "did",  "do",   "does",  "for",  "from", "had",  "has",  "have",
    "he",    "her",   "him",   "his",  "how",   "i",    "if",   "in",    "into", "is",   "it",   "its",  "me",
    "my",    "no",    "not",   "of",   "on",    "or",   "our",  "she",   "so",   "some", "such", "than", "that",
    "the",   "their", "them",  "then", "there", "they", "this", "to",    "was",  "we",   "were", "what", "when",
    "where", "which", "while", "who",  "whom",  "will", "with", "would", "you",  "your",
});
constexpr auto russian_stop_words = std::to_array<std::string_view>({
    "без",  "бы",  "был",  "была",  "были",  "было",  "в",    "вам",  "вас",   "во",     "вот",  "все",   "вы",
    "где",  "да",  "для",  "до",    "его",   "ее",    "ей",   "ему",  "если",  "есть",   "еще",  "же",    "за",
    "и",    "из",  "или",  "им",    "их",    "к",     "как",  "ко",   "когда", "кто",    "ли",   "между", "меня",
    "мне",  "мой", "моя",  "мы",    "на",    "над",   "него", "нее",  "ней",   "нем",    "нет",  "ни",    "них",
    "но",   "о",   "об",   "он",    "она",   "они",   "оно",  "от",   "по",    "под",    "при",  "про",   "с",
    "себя", "со",  "так",  "также", "такой", "там",   "то",   "того", "тоже",  "только", "том",  "тот",   "ты",
    "у",    "уже", "чего", "чем",   "что",   "чтобы", "эта",  "эти",  "это",   "этого",  "этот", "я",
});
static_assert(std::ranges::is_sorted(english_stop_words) && std::ranges::is_sorted(russian_stop_words));

class Stemmer {
public:
    explicit Stemmer(const char* language) : handle_{sb_stemmer_new(language, nullptr), sb_stemmer_delete} {
        if (!handle_) throw std::runtime_error{std::string{"Snowball has no stemmer for "} + language};
    }

    std::string stem(std::string_view word) {
        const auto size = static_cast<int>(std::min<std::size_t>(word.size(), 255));
        const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
        const sb_symbol* stemmed = sb_stemmer_stem(handle_.get(), bytes, size);
        if (stemmed == nullptr) throw std::bad_alloc{};
        return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(handle_.get()))};
    }

private:
    std::unique_ptr<sb_stemmer, void (*)(sb_stemmer*)> handle_;
};

// Cyrillic lies between U+0400 and U+052F, whose lead bytes are D0 to D4.
bool is_cyrillic(std::string_view word) {
    const auto lead = static_cast<unsigned char>(word.front());
    return lead >= 0xD0 && lead <= 0xD4;
}

}  // namespace

bool is_stop_word(std::string_view folded_word) {
    return std::ranges::binary_search(english_stop_words, folded_word) ||
           std::ranges::binary_search(russian_stop_words, folded_word);
}

std::vector<std::string> stems(std::string_view text) {
    thread_local Stemmer english{"english"};
    thread_local Stemmer russian{"russian"};
    const std::string folded = fold(text);
    std::vector<std::string> found;
    for (const auto word : words(folded))
        if (!is_stop_word(word)) found.push_back(is_cyrillic(word) ? russian.stem(word) : english.stem(word));
    return found;
}

}  // namespace core::text
