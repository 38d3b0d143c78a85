// Turns sentences into unit vectors whose cosine says how close their meanings are.
//
// Runs a BERT- or MPNet-type sentence-transformers folder, read as the Hugging Face hub ships it, on OpenVINO.
// Immutable after load(); encode() may be called from any number of threads. Knows nothing of films.
#pragma once

#include "core/base/result.hpp"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core::encoder {

enum class Precision {
    f32,   // agrees with the reference implementation to 1e-5
    bf16,  // cosine 0.9999 to f32, two to three times as fast where the CPU has it
    int8,  // the matrices in 8 bits with one scale a row, the rest as bf16: cosine 0.998 to f32
};

// What the encoder is wanted for. The vectors are the same.
enum class Workload {
    queries,  // a text now and then: quickest to load, one text takes all threads
    bulk,     // many texts in one call: a fifth more texts per second, a fifth longer to load
};

struct EncoderOptions {
    Precision precision = Precision::f32;
    Workload workload = Workload::queries;
    int threads = 0;  // 0 takes all cores
};

class SentenceEncoder {
public:
    // The model in `folder`, ready to encode: weights are checked, laid out and tried once. Fails with model_missing,
    // model_damaged or model_unsupported.
    static Result<SentenceEncoder> load(const std::filesystem::path& folder, const EncoderOptions& options = {});

    // Whether the configuration in `folder` is of a kind that load() takes; the weights need not be there yet. Fails as
    // load() does.
    static Result<Done> check_configuration(const std::filesystem::path& folder);

    SentenceEncoder(SentenceEncoder&&) noexcept;
    SentenceEncoder& operator=(SentenceEncoder&&) noexcept;
    ~SentenceEncoder();

    std::size_t dimensions() const noexcept;
    // How many tokens of a text count, the two that open and close it included.
    std::size_t max_tokens() const noexcept;

    // The unit vector of `text`, dimensions() values; of unit length even where the model's own recipe leaves that
    // step out. Bad UTF-8 is passed over; what is longer than the model takes is cut.
    std::vector<float> encode(std::string_view text) const;

    // The vectors of `texts` in their order, row-major: texts.size() rows of dimensions() values.
    std::vector<float> encode(std::span<const std::string> texts) const;

private:
    struct Network;
    explicit SentenceEncoder(std::unique_ptr<Network> network);
    std::unique_ptr<Network> network_;
};

}  // namespace core::encoder
