// Any bytes as a text to cut, under the options that the first byte picks: ids are in range, their number is too.
#include "tokenizer_files.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace {

using namespace core::encoder;

constexpr TokenId tiny_size = 14;

Tokenizer tiny_tokenizer(std::uint8_t choice) {
    TokenizerOptions options{.first = 1, .last = 2, .unknown = 0};
    options.normalizer.clean_text = (choice & 1) == 0;
    options.normalizer.separate_chinese = (choice & 2) == 0;
    options.normalizer.strip_accents = (choice & 4) == 0;
    options.normalizer.lowercase = (choice & 8) == 0;
    options.max_tokens = 2 + (choice >> 4);
    options.longest_word = 10;
    options.added = {{"[MASK]", 3, false}, {"[M", 4, false}, {"<x>", 5, true}};
    return Tokenizer{Vocabulary{"[UNK]\n[CLS]\n[SEP]\n[MASK]\n[M\n<x>\na\n##a\nab\n##b\né\n電\n\n##\n"},
                     std::move(options)};
}

const Tokenizer* real_tokenizer() {
    static const auto tokenizer = load_tokenizer(KINOSOVET_SOURCE_DIR "/.deps/models/all-MiniLM-L6-v2", {256, 30522});
    return tokenizer ? &tokenizer.value() : nullptr;
}

void check(const Tokenizer& tokenizer, std::string_view text, TokenId size) {
    const auto ids = tokenizer.encode(text);
    if (ids.size() < 2 || ids.size() > tokenizer.max_tokens()) std::abort();
    for (const auto id : ids)
        if (id < 0 || id >= size) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
    check(tiny_tokenizer(data[0]), text, tiny_size);
    if (const auto* tokenizer = real_tokenizer()) check(*tokenizer, text, 30522);
    return 0;
}
