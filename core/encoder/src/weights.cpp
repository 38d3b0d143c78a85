#include "weights.hpp"

#include <initializer_list>
#include <optional>
#include <string>

namespace core::encoder {
namespace {

// The names that the two architectures give to the parts of a layer.
struct LayerNames {
    const char *query, *key, *value, *mix, *attention_norm;
};
constexpr LayerNames bert_names{"attention.self.query", "attention.self.key", "attention.self.value",
                                "attention.output.dense", "attention.output.LayerNorm"};
constexpr LayerNames mpnet_names{"attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o",
                                 "attention.LayerNorm"};

// Remembers the first fault, so that the network can be read from top to bottom.
class Reader {
public:
    Reader(const ModelConfig& config, const Safetensors& file) : config_{config}, file_{file} {
        // Checkpoints with a task's head keep the network under the architecture's name.
        const std::string prefix = config.architecture == Architecture::bert ? "bert." : "mpnet.";
        if (file.contains(prefix + "embeddings.word_embeddings.weight")) prefix_ = prefix;
    }

    Result<Weights> read() {
        Weights weights;
        const auto hidden = config_.hidden;
        weights.words = tensor("embeddings.word_embeddings.weight", {config_.vocabulary_size, hidden});
        weights.positions = tensor("embeddings.position_embeddings.weight", {config_.positions, hidden});
        if (config_.architecture == Architecture::bert)
            weights.types = tensor("embeddings.token_type_embeddings.weight", {config_.token_types, hidden});
        else
            weights.relative =
                tensor("encoder.relative_attention_bias.weight", {config_.relative_buckets, config_.heads});
        weights.embedding_norm = norm("embeddings.LayerNorm");
        for (std::size_t i = 0; i < config_.layers && !fault_; ++i) weights.layers.push_back(layer(i));
        if (fault_) return *fault_;
        weights.storage = file_.storage();
        return weights;
    }

private:
    LayerWeights layer(std::size_t index) {
        const auto& names = config_.architecture == Architecture::bert ? bert_names : mpnet_names;
        const auto base = "encoder.layer." + std::to_string(index) + ".";
        const auto hidden = config_.hidden;
        return {.query = linear(base + names.query, hidden, hidden),
                .key = linear(base + names.key, hidden, hidden),
                .value = linear(base + names.value, hidden, hidden),
                .mix = linear(base + names.mix, hidden, hidden),
                .attention_norm = norm(base + names.attention_norm),
                .widen = linear(base + "intermediate.dense", config_.intermediate, hidden),
                .narrow = linear(base + "output.dense", hidden, config_.intermediate),
                .output_norm = norm(base + "output.LayerNorm")};
    }

    LinearWeights linear(const std::string& name, std::size_t outputs, std::size_t inputs) {
        return {tensor(name + ".weight", {outputs, inputs}), tensor(name + ".bias", {outputs})};
    }

    NormWeights norm(const std::string& name) {
        return {tensor(name + ".weight", {config_.hidden}), tensor(name + ".bias", {config_.hidden})};
    }

    Tensor tensor(const std::string& name, std::initializer_list<std::size_t> shape) {
        if (fault_) return {};
        auto found = file_.find(prefix_ + name, shape);
        if (found) return std::move(found).value();
        fault_ = found.error();
        return {};
    }

    const ModelConfig& config_;
    const Safetensors& file_;
    std::string prefix_{};
    std::optional<Fault> fault_{};
};

}  // namespace

Result<Weights> read_weights(const ModelConfig& config, const Safetensors& file) { return Reader{config, file}.read(); }

}  // namespace core::encoder
