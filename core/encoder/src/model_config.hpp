// What the configuration files of a sentence-transformers folder say about the model, checked.
//
// Knows the shape of the network, not how to run it. Plain data; read_model_config() is stateless.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <filesystem>

namespace core::encoder {

enum class Architecture { bert, mpnet };
enum class Activation { gelu, gelu_tanh, relu };
enum class Pooling { mean, mean_over_root, maximum, first };

struct ModelConfig {
    Architecture architecture = Architecture::bert;
    Activation activation = Activation::gelu;
    Pooling pooling = Pooling::mean;
    std::size_t vocabulary_size{};
    std::size_t hidden{};        // width of a token's vector
    std::size_t intermediate{};  // width within the feed-forward step
    std::size_t layers{};
    std::size_t heads{};
    std::size_t positions{};         // rows of the table of positions
    std::size_t token_types{};       // rows of the table of token types; 0 where there is none (MPNet)
    std::size_t relative_buckets{};  // MPNet's table of relative positions; 0 for BERT
    std::size_t padding_id{};
    std::size_t max_tokens{};  // a longer text is cut
    float norm_epsilon{};
    std::filesystem::path transformer{};  // the folder with config.json, the weights and the tokenizer
};

// Reads modules.json, config.json, sentence_bert_config.json and the pooling's config.json in `folder`.
// Fails with model_missing, model_damaged or model_unsupported.
Result<ModelConfig> read_model_config(const std::filesystem::path& folder);

}  // namespace core::encoder
