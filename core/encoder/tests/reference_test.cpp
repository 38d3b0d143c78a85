#include "core/encoder/sentence_encoder.hpp"
#include "model_config.hpp"
#include "reference_cases.hpp"
#include "tokenizer_files.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace core::encoder {
namespace {

float largest_difference(std::span<const float> left, std::span<const float> right) {
    float largest = 0;
    for (std::size_t i = 0; i < left.size(); ++i) largest = std::max(largest, std::abs(left[i] - right[i]));
    return largest;
}

float cosine(std::span<const float> left, std::span<const float> right) {
    const auto dot = [](auto a, auto b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); };
    return static_cast<float>(dot(left, right) / std::sqrt(dot(left, left) * dot(right, right)));
}

std::vector<std::string> texts_of(const std::vector<ReferenceCase>& cases) {
    std::vector<std::string> texts;
    for (const auto& reference : cases) texts.push_back(reference.text);
    return texts;
}

class AgainstReference : public testing::TestWithParam<ReferenceModel> {
protected:
    void SetUp() override {
        if (GetParam().is_optional && !std::filesystem::exists(folder_of(GetParam())))
            GTEST_SKIP() << GetParam().folder << " is not on this machine";
    }

    static SentenceEncoder load(Precision precision) {
        auto encoder = SentenceEncoder::load(folder_of(GetParam()), {.precision = precision});
        if (!encoder) throw std::runtime_error{encoder.error().message + " " + encoder.error().remedy};
        return std::move(encoder).value();
    }

    std::vector<ReferenceCase> cases_ = reference_cases(GetParam());
};

TEST_P(AgainstReference, CutsTextIntoTheSameTokens) {
    const auto config = read_model_config(folder_of(GetParam()));
    ASSERT_TRUE(config) << config.error().message;
    const auto& shape = config.value();
    const auto tokenizer = load_tokenizer(shape.transformer, {shape.max_tokens, shape.vocabulary_size});
    ASSERT_TRUE(tokenizer) << tokenizer.error().message;
    for (const auto& reference : cases_)
        EXPECT_EQ(tokenizer.value().encode(reference.text), reference.ids) << reference.text;
}

TEST_P(AgainstReference, GivesTheSameVectorsOneByOne) {
    const auto encoder = load(Precision::f32);
    for (const auto& reference : cases_) {
        const auto vector = encoder.encode(reference.text);
        ASSERT_EQ(vector.size(), reference.vector.size());
        EXPECT_LE(largest_difference(vector, reference.vector), 1e-5F) << reference.text;
    }
}

TEST_P(AgainstReference, GivesTheSameVectorsInBulkAndInAnyOrder) {
    const auto encoder = load(Precision::f32);
    std::shuffle(cases_.begin(), cases_.end(), std::mt19937{7});
    const auto vectors = encoder.encode(texts_of(cases_));
    ASSERT_EQ(vectors.size(), cases_.size() * encoder.dimensions());
    for (std::size_t i = 0; i < cases_.size(); ++i) {
        const auto row = std::span{vectors}.subspan(i * encoder.dimensions(), encoder.dimensions());
        EXPECT_LE(largest_difference(row, cases_[i].vector), 1e-5F) << cases_[i].text;
    }
}

TEST_P(AgainstReference, StaysCloseInHalfPrecision) {
    const auto encoder = load(Precision::bf16);
    const auto vectors = encoder.encode(texts_of(cases_));
    for (std::size_t i = 0; i < cases_.size(); ++i) {
        const auto row = std::span{vectors}.subspan(i * encoder.dimensions(), encoder.dimensions());
        EXPECT_GE(cosine(row, cases_[i].vector), 0.999F) << cases_[i].text;
    }
}

TEST_P(AgainstReference, StaysNearWithMatricesInEightBits) {
    const auto encoder = load(Precision::int8);
    const auto vectors = encoder.encode(texts_of(cases_));
    float sum = 0;
    float least = 1;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
        const auto row = std::span{vectors}.subspan(i * encoder.dimensions(), encoder.dimensions());
        sum += cosine(row, cases_[i].vector);
        least = std::min(least, cosine(row, cases_[i].vector));
    }
    const auto mean = sum / static_cast<float>(cases_.size());
    EXPECT_GE(mean, 0.998F);
    EXPECT_LT(mean, 0.99999F) << "the matrices were not made smaller";
    EXPECT_GE(least, 0.98F) << "of a text that is one word again and again; texts about films are nearer";
}

INSTANTIATE_TEST_SUITE_P(Models, AgainstReference, testing::Values(minilm, mpnet),
                         [](const auto& model) { return model.param.key; });

}  // namespace
}  // namespace core::encoder
