#include "tokenizer.hpp"

#include <algorithm>
#include <array>

namespace core::encoder {
namespace {

constexpr std::size_t block_bytes = 4096;

bool is_word_border(char32_t character) { return is_space(character) || is_punctuation(character); }

}  // namespace

Tokenizer::Tokenizer(Vocabulary vocabulary, TokenizerOptions options)
    : vocabulary_{std::move(vocabulary)}, options_{std::move(options)} {
    auto& added = options_.added;
    for (const auto& token : added)
        if (token.in_normalized_text) patterns_.push_back({normalize(token.content, options_.normalizer), token.id});
    std::erase_if(patterns_, [](const Pattern& pattern) { return pattern.normalized.empty(); });
    std::erase_if(added, [](const AddedToken& token) { return token.in_normalized_text || token.content.empty(); });
    std::ranges::stable_sort(added, std::greater{}, [](const AddedToken& token) { return token.content.size(); });
    std::ranges::stable_sort(patterns_, std::greater{},
                             [](const Pattern& pattern) { return pattern.normalized.size(); });
}

std::vector<TokenId> Tokenizer::encode(std::string_view text) const {
    std::vector<TokenId> ids{options_.first};
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size() && !is_full(ids);) {
        const auto* token = added_at(text.substr(i));
        if (token == nullptr) {
            ++i;
            continue;
        }
        add_raw(text.substr(start, i - start), ids);
        if (!is_full(ids)) ids.push_back(token->id);
        start = i += token->content.size();
    }
    if (!is_full(ids)) add_raw(text.substr(start), ids);
    ids.push_back(options_.last);
    return ids;
}

// Text before normalisation. A space parts words and combines with nothing, so a long text can be taken block by
// block and left as soon as there are enough tokens.
void Tokenizer::add_raw(std::string_view text, std::vector<TokenId>& ids) const {
    while (!text.empty() && !is_full(ids)) {
        const auto space = text.size() > block_bytes ? text.find(' ', block_bytes) : std::string_view::npos;
        const auto end = std::min(space, text.size());
        add_block(text.substr(0, end), ids);
        text.remove_prefix(end);
    }
}

void Tokenizer::add_block(std::string_view text, std::vector<TokenId>& ids) const {
    const auto normalized = normalize(text, options_.normalizer);
    const std::u32string_view whole{normalized};
    std::size_t start = 0;
    for (std::size_t i = 0; !patterns_.empty() && i < whole.size() && !is_full(ids);) {
        const auto* pattern = pattern_at(whole.substr(i));
        if (pattern == nullptr) {
            ++i;
            continue;
        }
        add_words(whole.substr(start, i - start), ids);
        if (!is_full(ids)) ids.push_back(pattern->id);
        start = i += pattern->normalized.size();
    }
    if (!is_full(ids)) add_words(whole.substr(start), ids);
}

void Tokenizer::add_words(std::u32string_view text, std::vector<TokenId>& ids) const {
    while (!text.empty() && !is_full(ids)) {
        const auto border = std::ranges::find_if(text, is_word_border);
        auto length = static_cast<std::size_t>(border - text.begin());
        if (length == 0 && is_punctuation(text.front())) length = 1;
        if (length > 0) add_word(text.substr(0, length), ids);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
}

// The longest piece that begins the word, then the longest that goes on, and so to its end.
void Tokenizer::add_word(std::u32string_view word, std::vector<TokenId>& ids) const {
    if (word.size() > options_.longest_word) return ids.push_back(options_.unknown);
    const auto before = ids.size();
    std::string piece;
    std::vector<std::size_t> ends;  // ends[i]: bytes of `piece` after its code point i
    while (!word.empty()) {
        piece = ids.size() == before ? "" : "##";
        ends.clear();
        for (const char32_t character : word) {
            append_utf8(piece, character);
            if (piece.size() > vocabulary_.longest_piece()) break;
            ends.push_back(piece.size());
        }
        std::optional<TokenId> id;
        for (; !ends.empty() && !id; ends.pop_back()) {
            id = vocabulary_.find(std::string_view{piece}.substr(0, ends.back()));
            if (id) break;
        }
        if (!id) {
            ids.resize(before);
            return ids.push_back(options_.unknown);
        }
        ids.push_back(*id);
        word.remove_prefix(ends.size());
    }
    ids.resize(std::min(ids.size(), options_.max_tokens - 1));
}

const AddedToken* Tokenizer::added_at(std::string_view text) const {
    const auto found = std::ranges::find_if(
        options_.added, [text](const AddedToken& token) { return text.starts_with(token.content); });
    return found == options_.added.end() ? nullptr : &*found;
}

const Tokenizer::Pattern* Tokenizer::pattern_at(std::u32string_view text) const {
    const auto found = std::ranges::find_if(
        patterns_, [text](const Pattern& pattern) { return text.starts_with(pattern.normalized); });
    return found == patterns_.end() ? nullptr : &*found;
}

}  // namespace core::encoder
