#include "core/encoder/sentence_encoder.hpp"

#include "reference_cases.hpp"
#include "tiny_model.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace core::encoder {
namespace {

using testing::Each;
using testing::FloatNear;
using testing::Pointwise;

SentenceEncoder load(const std::filesystem::path& folder, const EncoderOptions& options = {}) {
    auto encoder = SentenceEncoder::load(folder, options);
    if (!encoder) throw std::runtime_error{encoder.error().message};
    return std::move(encoder).value();
}

float length_of(std::span<const float> vector) {
    float squares = 0;
    for (const float value : vector) squares += value * value;
    return std::sqrt(squares);
}

// The upper half of each number, which is what bf16 keeps of it.
void halve(TinyTensor& tensor) {
    std::string halves;
    for (std::size_t i = 0; i < tensor.bytes.size(); i += 4) halves += tensor.bytes.substr(i + 2, 2);
    tensor.bytes = halves;
    tensor.dtype = "BF16";
}

void truncate_to_upper_half(TinyTensor& tensor) {
    for (std::size_t i = 0; i < tensor.bytes.size(); i += 4) tensor.bytes[i] = tensor.bytes[i + 1] = '\0';
}

const std::string sentence = "a heist in space. films";

TEST(SentenceEncoder, GivesUnitVectorsForAnythingAtAll) {
    const TinyModel model;
    const auto encoder = load(model.folder());
    EXPECT_EQ(encoder.dimensions(), 8U);
    EXPECT_EQ(encoder.max_tokens(), 12U);
    std::string long_text;
    for (int i = 0; i < 10'000; ++i) long_text += "film ";
    for (const auto& text : {sentence, std::string{}, std::string{"\xFF\xC3\x28"}, std::string(3, '\0'), long_text})
        EXPECT_THAT(length_of(encoder.encode(text)), FloatNear(1.0F, 1e-5F));
}

TEST(SentenceEncoder, EncodesNoTextsToNoVectors) {
    const TinyModel model;
    EXPECT_TRUE(load(model.folder()).encode(std::vector<std::string>{}).empty());
}

TEST(SentenceEncoder, DoesNotLetTheCompanyOfATextChangeItsVector) {
    const TinyModel model;
    const auto encoder = load(model.folder(), {.workload = Workload::bulk, .threads = 2});
    std::vector<std::string> texts;
    for (int i = 0; i < 300; ++i) texts.push_back(std::string(i % 7, 'a') + (i % 3 == 0 ? " heist in space" : " film"));
    const auto vectors = encoder.encode(texts);
    ASSERT_EQ(vectors.size(), texts.size() * 8);
    for (std::size_t i = 0; i < texts.size(); ++i)
        EXPECT_THAT(encoder.encode(texts[i]), Pointwise(FloatNear(1e-5F), std::span{vectors}.subspan(i * 8, 8)));
}

TEST(SentenceEncoder, PoolsAsTheModelSays) {
    std::vector<std::vector<float>> vectors;
    for (const auto* mode : {"mean_tokens", "cls_token", "max_tokens"}) {
        const TinyModel model;
        model.write("1_Pooling/config.json", std::string{"{\"pooling_mode_"} + mode + "\": true}");
        vectors.push_back(load(model.folder()).encode(sentence));
        EXPECT_THAT(length_of(vectors.back()), FloatNear(1.0F, 1e-5F));
    }
    EXPECT_NE(vectors[0], vectors[1]);
    EXPECT_NE(vectors[1], vectors[2]);
    EXPECT_NE(vectors[0], vectors[2]);
}

TEST(SentenceEncoder, ReadsWeightsOfHalfPrecisionAndOddAlignment) {
    TinyModel model;
    for (auto& [name, tensor] : model.tensors()) truncate_to_upper_half(tensor);
    model.write_weights();
    const auto expected = load(model.folder()).encode(sentence);
    for (std::size_t padding = 0; padding < 4; ++padding) {
        model.write_weights(padding);
        EXPECT_THAT(load(model.folder()).encode(sentence), Pointwise(FloatNear(1e-6F), expected));
    }
    for (auto& [name, tensor] : model.tensors()) halve(tensor);
    model.write_weights();
    EXPECT_THAT(load(model.folder()).encode(sentence), Pointwise(FloatNear(1e-6F), expected));
}

TEST(SentenceEncoder, FindsTheNetworkUnderTheNameOfItsArchitecture) {
    TinyModel model;
    const auto expected = load(model.folder()).encode(sentence);
    TinyTensors renamed;
    for (const auto& [name, tensor] : model.tensors()) renamed["bert." + name] = tensor;
    model.tensors() = renamed;
    model.write_weights();
    EXPECT_EQ(load(model.folder()).encode(sentence), expected);
}

TEST(SentenceEncoder, OutlivesTheFilesItWasReadFrom) {
    const TinyModel model;
    auto encoder = load(model.folder());
    const auto expected = encoder.encode(sentence);
    std::filesystem::remove_all(model.folder());
    const auto moved = std::move(encoder);
    EXPECT_EQ(moved.encode(sentence), expected);
}

TEST(SentenceEncoder, AnswersEightThreadsAtOnce) {
    const auto cases = reference_cases(minilm);
    const auto encoder = load(folder_of(minilm));
    std::vector<std::vector<float>> worst(8);
    std::vector<std::jthread> threads;
    for (std::size_t thread = 0; thread < worst.size(); ++thread)
        threads.emplace_back([&, thread] {
            for (std::size_t i = 0; i < 12; ++i) {
                const auto& reference = cases[(thread * 5 + i) % cases.size()];
                const auto vector = encoder.encode(reference.text);
                for (std::size_t k = 0; k < vector.size(); ++k)
                    worst[thread].push_back(std::abs(vector[k] - reference.vector[k]));
            }
        });
    threads.clear();
    for (const auto& differences : worst) {
        EXPECT_EQ(differences.size(), 12 * encoder.dimensions());
        EXPECT_THAT(differences, Each(testing::Le(1e-5F)));
    }
}

}  // namespace
}  // namespace core::encoder
