#include "tiny_model.hpp"

#include <cstring>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>

namespace core::encoder {
namespace {

constexpr std::size_t hidden = 8, intermediate = 16, positions = 16;
constexpr std::string_view vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nheist\nfilm\n##s\nspace\n.\nin\n";
constexpr std::size_t vocabulary_size = 12;

TinyTensor random_tensor(std::vector<std::size_t> shape, std::mt19937& random) {
    std::size_t count = 1;
    for (const auto length : shape) count *= length;
    std::normal_distribution<float> values{0.0F, 0.5F};
    std::string bytes(count * sizeof(float), '\0');
    for (std::size_t i = 0; i < count; ++i) {
        const float value = values(random);
        std::memcpy(bytes.data() + i * sizeof value, &value, sizeof value);
    }
    return {.shape = std::move(shape), .bytes = std::move(bytes)};
}

TinyTensors random_tensors() {
    std::mt19937 random{1};
    TinyTensors tensors;
    const auto add = [&](const std::string& name, std::vector<std::size_t> shape) {
        tensors[name] = random_tensor(std::move(shape), random);
    };
    const auto add_linear = [&](const std::string& name, std::size_t outputs, std::size_t inputs) {
        add(name + ".weight", {outputs, inputs});
        add(name + ".bias", {outputs});
    };
    const auto add_norm = [&](const std::string& name) {
        add(name + ".weight", {hidden});
        add(name + ".bias", {hidden});
    };
    add("embeddings.word_embeddings.weight", {vocabulary_size, hidden});
    add("embeddings.position_embeddings.weight", {positions, hidden});
    add("embeddings.token_type_embeddings.weight", {2, hidden});
    add_norm("embeddings.LayerNorm");
    const std::string layer = "encoder.layer.0.";
    for (const auto* part : {"query", "key", "value"}) add_linear(layer + "attention.self." + part, hidden, hidden);
    add_linear(layer + "attention.output.dense", hidden, hidden);
    add_norm(layer + "attention.output.LayerNorm");
    add_linear(layer + "intermediate.dense", intermediate, hidden);
    add_linear(layer + "output.dense", hidden, intermediate);
    add_norm(layer + "output.LayerNorm");
    return tensors;
}

}  // namespace

TinyModel::TinyModel() : tensors_{random_tensors()} {
    std::filesystem::create_directory(folder() / "1_Pooling");
    write("modules.json", R"([{"idx": 0, "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"}])");
    write("config.json", R"({"model_type": "bert", "hidden_act": "gelu", "vocab_size": 12, "hidden_size": 8,
        "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "max_position_embeddings": 16,
        "type_vocab_size": 2, "layer_norm_eps": 1e-12, "pad_token_id": 0, "position_embedding_type": "absolute"})");
    write("sentence_bert_config.json", R"({"max_seq_length": 12, "do_lower_case": false})");
    write("1_Pooling/config.json", R"({"word_embedding_dimension": 8, "pooling_mode_cls_token": false,
        "pooling_mode_mean_tokens": true, "pooling_mode_max_tokens": false})");
    write("tokenizer_config.json", R"({"do_lower_case": true, "cls_token": "[CLS]", "sep_token": "[SEP]",
        "unk_token": "[UNK]", "pad_token": "[PAD]", "mask_token": "[MASK]"})");
    write("vocab.txt", vocabulary);
    write_weights();
}

std::string TinyModel::read(std::string_view file) const {
    std::ifstream stream{folder() / file, std::ios::binary};
    std::ostringstream content;
    content << stream.rdbuf();
    return content.str();
}

void TinyModel::write(std::string_view file, std::string_view content) const {
    std::ofstream stream{folder() / file, std::ios::binary};
    if (!(stream << content)) throw std::runtime_error{"cannot write " + std::string{file}};
}

void TinyModel::replace(std::string_view file, std::string_view from, std::string_view to) const {
    auto content = read(file);
    const auto position = content.find(from);
    if (position == std::string::npos) throw std::runtime_error{std::string{from} + " is not in the file"};
    write(file, content.replace(position, from.size(), to));
}

void TinyModel::write_weights(std::size_t padding) const {
    write("model.safetensors", safetensors_file(tensors_, padding));
}

std::string safetensors_file(std::uint64_t length, std::string_view header, std::string_view data) {
    std::string file(sizeof length, '\0');
    std::memcpy(file.data(), &length, sizeof length);
    return file.append(header).append(data);
}

std::string safetensors_file(const TinyTensors& tensors, std::size_t padding) {
    std::ostringstream header;
    std::string data;
    header << R"({"__metadata__":{"format":"pt"})";
    for (const auto& [name, tensor] : tensors) {
        header << ",\"" << name << R"(":{"dtype":")" << tensor.dtype << R"(","shape":[)";
        for (std::size_t i = 0; i < tensor.shape.size(); ++i) header << (i > 0 ? "," : "") << tensor.shape[i];
        header << R"(],"data_offsets":[)" << data.size() << ',' << data.size() + tensor.bytes.size() << "]}";
        data += tensor.bytes;
    }
    header << '}' << std::string(padding, ' ');
    const auto text = header.str();
    return safetensors_file(text.size(), text, data);
}

}  // namespace core::encoder
