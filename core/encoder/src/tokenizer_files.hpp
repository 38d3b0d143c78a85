// Reads the tokenizer of a sentence-transformers folder.
//
// Takes vocab.txt, tokenizer_config.json, special_tokens_map.json and, where it is there, tokenizer.json. Refuses what
// would give other ids than the reference. Stateless.
#pragma once

#include "core/base/result.hpp"
#include "tokenizer.hpp"

#include <cstddef>
#include <filesystem>

namespace core::encoder {

struct TokenizerLimits {
    std::size_t max_tokens{};       // a longer sequence is cut
    std::size_t vocabulary_size{};  // rows of the model's table: every id is below it
};

// The tokenizer in `folder`. Fails with model_missing, model_damaged or model_unsupported.
Result<Tokenizer> load_tokenizer(const std::filesystem::path& folder, TokenizerLimits limits);

}  // namespace core::encoder
