#include "model_config.hpp"

#include "model_files.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace core::encoder {
namespace {

namespace json = boost::json;
using Outcome = std::optional<Fault>;

constexpr std::int64_t width_limit = 1 << 16;
constexpr std::int64_t table_limit = 1 << 24;

class ConfigReader {
public:
    explicit ConfigReader(const std::filesystem::path& folder) : folder_{folder} {}

    Result<ModelConfig> read() {
        for (const auto& step : {&ConfigReader::read_modules, &ConfigReader::read_kind, &ConfigReader::read_sizes,
                                 &ConfigReader::read_lengths, &ConfigReader::read_pooling})
            if (auto fault = (this->*step)()) return *fault;
        return config_;
    }

private:
    std::filesystem::path config_file() const { return config_.transformer / "config.json"; }

    // The transformer, then the pooling; a third module may only normalise.
    Outcome read_modules() {
        const auto file = folder_ / "modules.json";
        const auto modules = read_array(file);
        if (!modules) return modules.error();
        static constexpr std::array<std::string_view, 3> kinds{"Transformer", "Pooling", "Normalize"};
        const auto count = modules.value().size();
        if (count < 2 || count > kinds.size())
            return unsupported(file, "is not of the form Transformer, Pooling, Normalize");
        for (std::size_t i = 0; i < count; ++i) {
            if (!modules.value()[i].is_object()) return damaged(file, "has a module that is no object");
            const auto& module = modules.value()[i].get_object();
            const auto type = find_string(module, "type").value_or("");
            const auto kind = type.substr(type.rfind('.') + 1);
            if (kind != kinds[i])
                return unsupported(file, "has the module " + type + " where " + std::string{kinds[i]} + " belongs");
            const std::filesystem::path path{find_string(module, "path").value_or("")};
            if (path.is_absolute() || std::ranges::find(path, "..") != path.end())
                return damaged(file, "points out of the model's folder");
            if (i == 0) config_.transformer = path.empty() ? folder_ : folder_ / path;
            if (i == 1) pooling_file_ = folder_ / path / "config.json";
        }
        return std::nullopt;
    }

    Outcome read_kind() {
        auto object = read_object(config_file());
        if (!object) return object.error();
        object_ = std::move(object).value();
        const auto type = find_string(object_, "model_type").value_or("");
        if (type != "bert" && type != "mpnet") return unsupported(config_file(), "is of model type \"" + type + "\"");
        config_.architecture = type == "bert" ? Architecture::bert : Architecture::mpnet;
        const auto act = find_string(object_, "hidden_act").value_or("");
        if (act == "gelu")
            config_.activation = Activation::gelu;
        else if (act == "gelu_new" || act == "gelu_pytorch_tanh")
            config_.activation = Activation::gelu_tanh;
        else if (act == "relu")
            config_.activation = Activation::relu;
        else
            return unsupported(config_file(), "asks for the activation \"" + act + "\"");
        const auto positions = find_string(object_, "position_embedding_type").value_or("absolute");
        if (positions != "absolute")
            return unsupported(config_file(), "asks for positions of type \"" + positions + "\"");
        if (find_bool(object_, "is_decoder").value_or(false)) return unsupported(config_file(), "is a decoder");
        return std::nullopt;
    }

    Outcome read_size(const char* key, std::int64_t limit, std::size_t& into) const {
        const auto value = find_integer(object_, key);
        if (!value || *value < 1 || *value > limit)
            return damaged(config_file(), std::string{"has no sensible "} + key);
        into = static_cast<std::size_t>(*value);
        return std::nullopt;
    }

    Outcome read_sizes() {
        struct Size {
            const char* key;
            std::int64_t limit;
            std::size_t& into;
        };
        const bool bert = config_.architecture == Architecture::bert;
        const std::array sizes{Size{"vocab_size", table_limit, config_.vocabulary_size},
                               Size{"hidden_size", width_limit, config_.hidden},
                               Size{"intermediate_size", width_limit, config_.intermediate},
                               Size{"num_hidden_layers", 1000, config_.layers},
                               Size{"num_attention_heads", 1000, config_.heads},
                               Size{"max_position_embeddings", width_limit, config_.positions},
                               Size{bert ? "type_vocab_size" : "relative_attention_num_buckets", 1000,
                                    bert ? config_.token_types : config_.relative_buckets}};
        for (const auto& size : sizes)
            if (auto fault = read_size(size.key, size.limit, size.into)) return fault;
        if (config_.hidden % config_.heads != 0)
            return damaged(config_file(), "has a hidden_size that its heads cannot share");
        const auto epsilon = find_number(object_, "layer_norm_eps").value_or(1e-12);
        if (!(epsilon > 0 && epsilon < 1)) return damaged(config_file(), "has no sensible layer_norm_eps");
        config_.norm_epsilon = static_cast<float>(epsilon);
        const auto padding = find_integer(object_, "pad_token_id").value_or(bert ? 0 : 1);
        if (padding < 0 || static_cast<std::size_t>(padding) >= config_.vocabulary_size)
            return damaged(config_file(), "has no sensible pad_token_id");
        config_.padding_id = static_cast<std::size_t>(padding);
        return std::nullopt;
    }

    Outcome read_lengths() {
        // MPNet counts its positions from behind the padding's.
        const auto unused = config_.architecture == Architecture::mpnet ? config_.padding_id + 1 : 0;
        if (config_.positions < unused + 2) return damaged(config_file(), "has no sensible max_position_embeddings");
        config_.max_tokens = config_.positions - unused;
        const auto file = config_.transformer / "sentence_bert_config.json";
        const auto object = read_object(file);
        if (!object) return object.error();
        if (const auto* length = object.value().if_contains("max_seq_length");
            length != nullptr && !length->is_null()) {
            const auto tokens = find_integer(object.value(), "max_seq_length").value_or(0);
            if (tokens < 2) return damaged(file, "has no sensible max_seq_length");
            config_.max_tokens = std::min(config_.max_tokens, static_cast<std::size_t>(tokens));
        }
        if (find_bool(object.value(), "do_lower_case").value_or(false))
            return unsupported(file, "asks for lower case outside the tokenizer");
        return std::nullopt;
    }

    Outcome read_pooling() {
        const auto object = read_object(pooling_file_);
        if (!object) return object.error();
        struct Mode {
            const char* key;
            std::optional<Pooling> pooling;
        };
        static constexpr std::array modes{Mode{"pooling_mode_mean_tokens", Pooling::mean},
                                          Mode{"pooling_mode_mean_sqrt_len_tokens", Pooling::mean_over_root},
                                          Mode{"pooling_mode_max_tokens", Pooling::maximum},
                                          Mode{"pooling_mode_cls_token", Pooling::first},
                                          Mode{"pooling_mode_weightedmean_tokens", std::nullopt},
                                          Mode{"pooling_mode_lasttoken", std::nullopt}};
        std::size_t chosen = 0;
        for (const auto& mode : modes) {
            if (!find_bool(object.value(), mode.key).value_or(false)) continue;
            if (!mode.pooling || ++chosen > 1)
                return unsupported(pooling_file_,
                                   std::string{"asks for "} + mode.key + (chosen > 1 ? " beside another" : ""));
            config_.pooling = *mode.pooling;
        }
        if (chosen == 0) return unsupported(pooling_file_, "names no way of pooling that is known here");
        const auto width = find_integer(object.value(), "word_embedding_dimension");
        if (width && *width != static_cast<std::int64_t>(config_.hidden))
            return damaged(pooling_file_, "has another word_embedding_dimension than config.json has hidden_size");
        return std::nullopt;
    }

    const std::filesystem::path& folder_;
    std::filesystem::path pooling_file_{};
    json::object object_{};
    ModelConfig config_{};
};

}  // namespace

Result<ModelConfig> read_model_config(const std::filesystem::path& folder) { return ConfigReader{folder}.read(); }

}  // namespace core::encoder
