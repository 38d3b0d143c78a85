#include "tokenizer_files.hpp"

#include "model_files.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace core::encoder {
namespace {

namespace json = boost::json;

constexpr std::size_t vocabulary_limit = std::size_t{64} << 20;
constexpr std::size_t added_limit = 1000;
constexpr std::size_t added_length_limit = 100;

// A special token is written as text or as an object with the text in "content".
std::optional<std::string> find_token(const json::object& object, std::string_view key) {
    if (auto text = find_string(object, key)) return text;
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_object()) return std::nullopt;
    return find_string(value->get_object(), "content");
}

class Loader {
public:
    Loader(const std::filesystem::path& folder, TokenizerLimits limits) : folder_{folder}, limits_{limits} {}

    Result<Tokenizer> load() {
        auto content = read_text(vocabulary_file(), vocabulary_limit);
        if (!content) return content.error();
        Vocabulary vocabulary{std::move(content).value()};
        if (vocabulary.size() > limits_.vocabulary_size)
            return damaged(vocabulary_file(), "has " + std::to_string(vocabulary.size()) +
                                                  " tokens, the model's table only " +
                                                  std::to_string(limits_.vocabulary_size));
        options_.max_tokens = limits_.max_tokens;
        for (const auto& step : {&Loader::read_config, &Loader::read_special, &Loader::read_tokenizer})
            if (auto fault = (this->*step)(vocabulary)) return *fault;
        return Tokenizer{std::move(vocabulary), std::move(options_)};
    }

private:
    using Outcome = std::optional<Fault>;

    std::filesystem::path vocabulary_file() const { return folder_ / "vocab.txt"; }
    std::filesystem::path config_file() const { return folder_ / "tokenizer_config.json"; }
    std::filesystem::path special_file() const { return folder_ / "special_tokens_map.json"; }
    std::filesystem::path tokenizer_file() const { return folder_ / "tokenizer.json"; }

    Outcome read_config(const Vocabulary&) {
        auto config = read_object(config_file());
        if (!config) return config.error();
        config_ = std::move(config).value();
        options_.normalizer.lowercase = find_bool(config_, "do_lower_case").value_or(true);
        options_.normalizer.separate_chinese = find_bool(config_, "tokenize_chinese_chars").value_or(true);
        options_.normalizer.strip_accents = find_bool(config_, "strip_accents").value_or(options_.normalizer.lowercase);
        return std::nullopt;
    }

    Outcome read_special(const Vocabulary& vocabulary) {
        json::object special;
        if (std::filesystem::exists(special_file())) {
            auto object = read_object(special_file());
            if (!object) return object.error();
            special = std::move(object).value();
        }
        struct Role {
            const char* key;
            TokenId* id;
        };
        for (const auto role : {Role{"cls_token", &options_.first}, Role{"sep_token", &options_.last},
                                Role{"unk_token", &options_.unknown}}) {
            auto token = find_token(special, role.key);
            if (!token) token = find_token(config_, role.key);
            if (!token) return damaged(config_file(), std::string{"does not name the "} + role.key);
            const auto id = vocabulary.find(*token);
            if (!id) return damaged(vocabulary_file(), "lacks the token " + *token);
            *role.id = *id;
            options_.added.push_back({*token, *id});
        }
        for (const auto* key : {"pad_token", "mask_token"}) add_if_known(find_token(config_, key), vocabulary);
        return std::nullopt;
    }

    void add_if_known(const std::optional<std::string>& token, const Vocabulary& vocabulary) {
        if (!token) return;
        if (const auto id = vocabulary.find(*token)) options_.added.push_back({*token, *id});
    }

    // tokenizer.json says the same in other words, and lists the added tokens in full.
    Outcome read_tokenizer(const Vocabulary&) {
        if (!std::filesystem::exists(tokenizer_file())) return std::nullopt;
        const auto tokenizer = read_object(tokenizer_file());
        if (!tokenizer) return tokenizer.error();
        if (auto fault = check_kind(tokenizer.value(), "normalizer", "BertNormalizer")) return fault;
        if (auto fault = check_kind(tokenizer.value(), "pre_tokenizer", "BertPreTokenizer")) return fault;
        if (auto fault = check_kind(tokenizer.value(), "model", "WordPiece")) return fault;
        const auto& model = tokenizer.value().at("model").get_object();
        const auto longest = find_integer(model, "max_input_chars_per_word").value_or(100);
        if (longest < 1 || longest > 1000) return damaged(tokenizer_file(), "has a senseless max_input_chars_per_word");
        options_.longest_word = static_cast<std::size_t>(longest);
        if (find_string(model, "continuing_subword_prefix").value_or("##") != "##")
            return unsupported(tokenizer_file(), "joins pieces with something else than ##");
        if (const auto* clean = tokenizer.value().at("normalizer").get_object().if_contains("clean_text"))
            options_.normalizer.clean_text = !clean->is_bool() || clean->get_bool();
        return read_added(tokenizer.value());
    }

    Outcome check_kind(const json::object& tokenizer, const char* part, const char* kind) const {
        const auto* value = tokenizer.if_contains(part);
        if (value == nullptr || !value->is_object())
            return unsupported(tokenizer_file(), std::string{"has no "} + part + " of kind " + kind);
        // The oldest files leave the kind of the model out.
        const auto found = find_string(value->get_object(), "type").value_or(kind);
        if (found == kind) return std::nullopt;
        return unsupported(tokenizer_file(), std::string{"has a "} + part + " of kind " + found + ", not " + kind);
    }

    Outcome read_added(const json::object& tokenizer) {
        const auto* list = tokenizer.if_contains("added_tokens");
        if (list == nullptr) return std::nullopt;
        if (!list->is_array() || list->get_array().size() > added_limit)
            return damaged(tokenizer_file(), "has a senseless list of added_tokens");
        options_.added.clear();
        for (const auto& item : list->get_array()) {
            if (!item.is_object()) return damaged(tokenizer_file(), "has an added token that is no object");
            if (auto fault = read_added_token(item.get_object())) return fault;
        }
        return std::nullopt;
    }

    Outcome read_added_token(const json::object& item) {
        const auto content = find_string(item, "content");
        const auto id = find_integer(item, "id");
        if (!content || content->empty() || content->size() > added_length_limit || !id)
            return damaged(tokenizer_file(), "has an added token without sensible content and id");
        if (*id < 0 || static_cast<std::uint64_t>(*id) >= limits_.vocabulary_size)
            return damaged(tokenizer_file(), "gives " + *content + " an id beyond the model's table");
        if (find_bool(item, "single_word").value_or(false))
            return unsupported(tokenizer_file(),
                               "has the added token " + *content + ", which counts as a whole word only");
        options_.added.push_back({*content, static_cast<TokenId>(*id), find_bool(item, "normalized").value_or(false)});
        return std::nullopt;
    }

    const std::filesystem::path& folder_;
    TokenizerLimits limits_;
    TokenizerOptions options_{};
    json::object config_{};
};

}  // namespace

Result<Tokenizer> load_tokenizer(const std::filesystem::path& folder, TokenizerLimits limits) {
    return Loader{folder, limits}.load();
}

}  // namespace core::encoder
