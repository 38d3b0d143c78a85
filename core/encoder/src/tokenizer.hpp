// Cuts text into the tokens a BERT- or MPNet-type model was trained on (WordPiece).
//
// Gives the ids that the reference implementation gives. Time is linear in the text whatever it holds, and what lies
// behind the model's limit is hardly looked at. Immutable, any number of threads.
#pragma once

#include "normalizer.hpp"
#include "vocabulary.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core::encoder {

// A token that stands for itself wherever its text occurs, like "[MASK]".
struct AddedToken {
    std::string content{};
    TokenId id{};
    bool in_normalized_text = false;  // looked for after normalisation rather than before
};

struct TokenizerOptions {
    NormalizerOptions normalizer{};
    TokenId first{};    // opens every sequence: [CLS], <s>
    TokenId last{};     // closes it: [SEP], </s>
    TokenId unknown{};  // stands for a word that cannot be spelt
    std::vector<AddedToken> added{};
    std::size_t longest_word = 100;  // code points; a longer word is unknown
    std::size_t max_tokens = 256;    // `first` and `last` included; at least 2
};

class Tokenizer {
public:
    Tokenizer(Vocabulary vocabulary, TokenizerOptions options);

    // The ids of `text`, from 2 to max_tokens() of them.
    std::vector<TokenId> encode(std::string_view text) const;

    std::size_t max_tokens() const noexcept { return options_.max_tokens; }

private:
    struct Pattern {
        std::u32string normalized{};
        TokenId id{};
    };

    void add_raw(std::string_view text, std::vector<TokenId>& ids) const;
    void add_block(std::string_view text, std::vector<TokenId>& ids) const;
    void add_words(std::u32string_view text, std::vector<TokenId>& ids) const;
    void add_word(std::u32string_view word, std::vector<TokenId>& ids) const;
    const AddedToken* added_at(std::string_view text) const;
    const Pattern* pattern_at(std::u32string_view text) const;
    bool is_full(const std::vector<TokenId>& ids) const { return ids.size() + 1 >= options_.max_tokens; }

    Vocabulary vocabulary_;
    TokenizerOptions options_;
    std::vector<Pattern> patterns_{};  // longest first
};

}  // namespace core::encoder
