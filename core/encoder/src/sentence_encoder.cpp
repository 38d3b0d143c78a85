#include "core/encoder/sentence_encoder.hpp"

#include "batches.hpp"
#include "embeddings.hpp"
#include "layers.hpp"
#include "model_config.hpp"
#include "pooling.hpp"
#include "safetensors.hpp"
#include "tokenizer_files.hpp"
#include "weights.hpp"

#include <algorithm>
#include <atomic>
#include <future>

namespace core::encoder {

struct SentenceEncoder::Network {
    ModelConfig config;
    Tokenizer tokenizer;
    Tensor relative;
    Embeddings embeddings;
    Layers layers;

    void encode(std::span<const std::vector<TokenId>> sequences, const Batch& batch, std::span<float> vectors) const;
};

void SentenceEncoder::Network::encode(std::span<const std::vector<TokenId>> sequences, const Batch& batch,
                                      std::span<float> vectors) const {
    const auto row = batch.length * config.hidden;
    std::vector<float> embedded(batch.members.size() * row);
    std::vector<float> hidden(embedded.size());
    std::vector<std::size_t> lengths;
    for (std::size_t i = 0; i < batch.members.size(); ++i) {
        const auto& ids = sequences[batch.members[i]];
        embeddings.write(ids, std::span{embedded}.subspan(i * row, ids.size() * config.hidden));
        lengths.push_back(ids.size());
    }
    std::vector<float> bias;
    if (!relative.bytes.empty()) bias = relative_bias(relative, batch.length);
    layers.run({batch.length, lengths, embedded, bias}, hidden);
    for (std::size_t i = 0; i < batch.members.size(); ++i)
        pool(config.pooling, std::span{hidden}.subspan(i * row, lengths[i] * config.hidden),
             vectors.subspan(batch.members[i] * config.hidden, config.hidden));
}

Result<SentenceEncoder> SentenceEncoder::load(const std::filesystem::path& folder, const EncoderOptions& options) {
    const auto config = read_model_config(folder);
    if (!config) return config.error();
    const auto& shape = config.value();
    auto tokenizer = load_tokenizer(shape.transformer, {shape.max_tokens, shape.vocabulary_size});
    if (!tokenizer) return tokenizer.error();
    const auto file = Safetensors::open(shape.transformer / "model.safetensors");
    if (!file) return file.error();
    const auto weights = read_weights(shape, file.value());
    if (!weights) return weights.error();
    SentenceEncoder encoder{std::unique_ptr<Network>{
        new Network{shape, std::move(tokenizer).value(), weights.value().relative, Embeddings{shape, weights.value()},
                    Layers{shape, weights.value(), options}}}};
    // The first inference brings the weights into the form that the processor likes; the file's pages are idle then.
    (void)encoder.encode("warm");
    file.value().forget_pages();
    return encoder;
}

Result<Done> SentenceEncoder::check_configuration(const std::filesystem::path& folder) {
    if (const auto config = read_model_config(folder); !config) return config.error();
    return Done{};
}

SentenceEncoder::SentenceEncoder(std::unique_ptr<Network> network) : network_{std::move(network)} {}
SentenceEncoder::SentenceEncoder(SentenceEncoder&&) noexcept = default;
SentenceEncoder& SentenceEncoder::operator=(SentenceEncoder&&) noexcept = default;
SentenceEncoder::~SentenceEncoder() = default;

std::size_t SentenceEncoder::dimensions() const noexcept { return network_->config.hidden; }

std::size_t SentenceEncoder::max_tokens() const noexcept { return network_->tokenizer.max_tokens(); }

std::vector<float> SentenceEncoder::encode(std::string_view text) const {
    const std::vector<std::vector<TokenId>> sequences{network_->tokenizer.encode(text)};
    std::vector<float> vector(dimensions());
    network_->encode(sequences, {{0}, sequences.front().size()}, vector);
    return vector;
}

std::vector<float> SentenceEncoder::encode(std::span<const std::string> texts) const {
    std::vector<std::vector<TokenId>> sequences;
    std::vector<std::size_t> lengths;
    for (const auto& text : texts) {
        sequences.push_back(network_->tokenizer.encode(text));
        lengths.push_back(sequences.back().size());
    }
    std::vector<float> vectors(texts.size() * dimensions());
    const auto batches = plan_batches(lengths);
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (auto i = next++; i < batches.size(); i = next++) network_->encode(sequences, batches[i], vectors);
    };
    std::vector<std::future<void>> helpers;
    for (std::size_t i = 1; i < std::min(network_->layers.workers(), batches.size()); ++i)
        helpers.push_back(std::async(std::launch::async, work));
    work();
    for (auto& helper : helpers) helper.get();
    return vectors;
}

}  // namespace core::encoder
