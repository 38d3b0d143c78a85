#include "core/encoder/sentence_encoder.hpp"
#include "tiny_model.hpp"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace core::encoder {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// One way to break a model, and what must be said of it.
struct Breakage {
    std::string name{};
    std::function<void(TinyModel&)> apply{};
    std::string code{};
    std::string file{};
    std::string what{};
};

void PrintTo(const Breakage& breakage, std::ostream* stream) { *stream << breakage.file << ", " << breakage.code; }

const std::string weights = "model.safetensors";
const std::string query = "encoder.layer.0.attention.self.query.weight";

std::function<void(TinyModel&)> replacing(std::string file, std::string from, std::string to) {
    return [=](TinyModel& model) { model.replace(file, from, to); };
}

std::function<void(TinyModel&)> removing(std::string file) {
    return [=](TinyModel& model) { model.remove(file); };
}

std::function<void(TinyModel&)> writing(std::string file, std::string content) {
    return [=](TinyModel& model) { model.write(file, content); };
}

std::function<void(TinyModel&)> with_tensors(std::function<void(TinyTensors&)> change) {
    return [=](TinyModel& model) {
        change(model.tensors());
        model.write_weights();
    };
}

std::vector<Breakage> missing_files() {
    std::vector<Breakage> all;
    for (const auto* file : {"modules.json", "config.json", "sentence_bert_config.json", "1_Pooling/config.json",
                             "vocab.txt", "tokenizer_config.json", "model.safetensors"}) {
        std::string name = std::string{"No_"} + file;
        std::ranges::replace_if(
            name, [](char c) { return c == '/' || c == '.'; }, '_');
        all.push_back({name, removing(file), "model_missing", file, "There is no"});
    }
    return all;
}

std::vector<Breakage> damaged_weights() {
    const auto cut = [](std::size_t left) {
        return [left](TinyModel& model) { model.write(weights, model.read(weights).substr(0, left)); };
    };
    const auto header = [](std::string text) {
        return writing(weights, safetensors_file(text.size(), text, "12345678"));
    };
    const std::string d = "model_damaged";
    return {
        {"EmptyWeights", writing(weights, ""), d, weights, "is empty"},
        {"WeightsOfFourBytes", cut(4), d, weights, "too short"},
        {"WeightsCutInTheHeader", cut(100), d, weights, "ends within its header"},
        {"WeightsCutInTheData",
         [](TinyModel& model) {
             const auto content = model.read(weights);
             model.write(weights, content.substr(0, content.size() - 1));
         },
         d, weights, "ends behind the end of the file"},
        {"HugeHeaderLength", writing(weights, safetensors_file(std::uint64_t{1} << 62, "{}", "")), d, weights,
         "100 MiB"},
        {"HeaderLongerThanTheFile", writing(weights, safetensors_file(3, "{}", "")), d, weights, "ends within"},
        {"HeaderShorterThanItIs", writing(weights, safetensors_file(5, R"({"a":{}})", "")), d, weights, "not JSON"},
        {"HeaderThatIsAnArray", header("[]"), d, weights, "no JSON object"},
        {"HeaderNestedTooDeep", header(std::string(5000, '[')), d, weights, "not JSON"},
        {"TensorThatIsANumber", header(R"({"a":1})"), d, weights, "no object"},
        {"OffsetsTurnedRound", header(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})"), d, weights,
         "sensible"},
        {"NegativeOffsets", header(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}})"), d, weights,
         "sensible"},
        {"FractionalShape", header(R"({"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}})"), d, weights,
         "sensible"},
        {"OverflowingShape", header(R"({"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}})"), d,
         weights, "another size"},
        {"ShapeThatLies", header(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})"), d, weights,
         "another size"},
        {"OverlappingTensors",
         header(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
                R"("b":{"dtype":"F16","shape":[2],"data_offsets":[2,6]}})"),
         d, weights, "overlap"},
        {"MissingTensor", with_tensors([](auto& tensors) { tensors.erase(query); }), d, weights, query},
        {"TensorOfAnotherShape", with_tensors([](auto& tensors) {
             tensors[query].shape = {4, 16};
         }),
         d, weights, query},
        {"WeightsOfIntegers", with_tensors([](auto& tensors) { tensors[query].dtype = "I32"; }), "model_unsupported",
         weights, query},
    };
}

std::vector<Breakage> damaged_configuration() {
    const std::string d = "model_damaged";
    return {
        {"ConfigThatIsNotJson", writing("config.json", "{\"model_type\": "), d, "config.json", "not JSON"},
        {"ConfigThatIsAList", writing("config.json", "[]"), d, "config.json", "JSON object"},
        {"ModulesThatAreNoList", writing("modules.json", "{}"), d, "modules.json", "JSON array"},
        {"ModulePathOutside", replacing("modules.json", "1_Pooling", "../1_Pooling"), d, "modules.json", "points out"},
        {"NoHiddenSize", replacing("config.json", "\"hidden_size\"", "\"hidden\""), d, "config.json", "hidden_size"},
        {"NegativeLayers", replacing("config.json", "\"num_hidden_layers\": 1", "\"num_hidden_layers\": -1"), d,
         "config.json", "num_hidden_layers"},
        {"MonstrousHiddenSize", replacing("config.json", "\"hidden_size\": 8", "\"hidden_size\": 999999999999"), d,
         "config.json", "hidden_size"},
        {"HeadsThatDoNotShare", replacing("config.json", "\"num_attention_heads\": 2", "\"num_attention_heads\": 3"), d,
         "config.json", "heads"},
        {"AnotherHiddenSize", replacing("config.json", "\"hidden_size\": 8", "\"hidden_size\": 16"), d,
         "1_Pooling/config.json", "word_embedding_dimension"},
        {"MoreLayersThanWeights", replacing("config.json", "\"num_hidden_layers\": 1", "\"num_hidden_layers\": 2"), d,
         weights, "encoder.layer.1."},
        {"LengthOfOne", replacing("sentence_bert_config.json", "12", "1"), d, "sentence_bert_config.json",
         "max_seq_length"},
        {"VocabularyLongerThanTheTable",
         [](TinyModel& model) { model.write("vocab.txt", model.read("vocab.txt") + "extra\n"); }, d, "vocab.txt",
         "13 tokens"},
        {"VocabularyWithoutSeparator", replacing("vocab.txt", "[SEP]", "sep"), d, "vocab.txt", "[SEP]"},
        {"EmptyVocabulary", writing("vocab.txt", ""), d, "vocab.txt", "lacks"},
        {"AddedTokenBeyondTheTable", writing("tokenizer.json", R"({"model": {}, "normalizer": {}, "pre_tokenizer": {},
             "added_tokens": [{"content": "[X]", "id": 12}]})"),
         d, "tokenizer.json", "beyond"},
    };
}

std::vector<Breakage> unsupported_models() {
    const std::string u = "model_unsupported";
    const std::string pooling = "1_Pooling/config.json";
    return {
        {"AnotherArchitecture", replacing("config.json", "\"bert\"", "\"xlm-roberta\""), u, "config.json",
         "xlm-roberta"},
        {"AnotherActivation", replacing("config.json", "\"gelu\"", "\"silu\""), u, "config.json", "silu"},
        {"RelativePositions", replacing("config.json", "absolute", "relative_key"), u, "config.json", "relative_key"},
        {"TwoWaysOfPooling", replacing(pooling, "cls_token\": false", "cls_token\": true"), u, pooling,
         "beside another"},
        {"NoWayOfPooling", replacing(pooling, "mean_tokens\": true", "mean_tokens\": false"), u, pooling, "no way"},
        {"WeightedPooling", replacing(pooling, "mean_tokens", "weightedmean_tokens"), u, pooling, "weightedmean"},
        {"ADenseModule", replacing("modules.json", "models.Normalize", "models.Dense"), u, "modules.json", "Dense"},
        {"LowerCaseOutside", replacing("sentence_bert_config.json", "false", "true"), u, "sentence_bert_config.json",
         "lower case"},
        {"AnotherTokenizer",
         writing("tokenizer.json", R"({"model": {"type": "Unigram"}, "normalizer": {"type": "BertNormalizer"},
             "pre_tokenizer": {"type": "BertPreTokenizer"}})"),
         u, "tokenizer.json", "Unigram"},
    };
}

class BrokenModel : public testing::TestWithParam<Breakage> {};

TEST_P(BrokenModel, IsRefusedByNameWithARemedy) {
    TinyModel model;
    GetParam().apply(model);
    const auto encoder = SentenceEncoder::load(model.folder());
    ASSERT_FALSE(encoder);
    EXPECT_EQ(encoder.error().code, GetParam().code) << encoder.error().message;
    EXPECT_THAT(encoder.error().message,
                AllOf(HasSubstr((model.folder() / GetParam().file).string()), HasSubstr(GetParam().what)));
    EXPECT_FALSE(encoder.error().remedy.empty());
}

std::string name_of(const testing::TestParamInfo<Breakage>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Missing, BrokenModel, testing::ValuesIn(missing_files()), name_of);
INSTANTIATE_TEST_SUITE_P(Weights, BrokenModel, testing::ValuesIn(damaged_weights()), name_of);
INSTANTIATE_TEST_SUITE_P(Configuration, BrokenModel, testing::ValuesIn(damaged_configuration()), name_of);
INSTANTIATE_TEST_SUITE_P(Unsupported, BrokenModel, testing::ValuesIn(unsupported_models()), name_of);

TEST(BrokenModels, AreToldFromAFolderThatIsNotThere) {
    const auto encoder = SentenceEncoder::load("/nowhere/at/all");
    ASSERT_FALSE(encoder);
    EXPECT_EQ(encoder.error().code, "model_missing");
    EXPECT_THAT(encoder.error().remedy, HasSubstr("kinosovet model get"));
}

}  // namespace
}  // namespace core::encoder
