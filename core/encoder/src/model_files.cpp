#include "model_files.hpp"

#include <fstream>
#include <system_error>

#include <boost/json/parse.hpp>

namespace core::encoder {
namespace {

constexpr std::size_t json_limit = std::size_t{64} << 20;

Result<boost::json::value> read_json(const std::filesystem::path& file) {
    const auto text = read_text(file, json_limit);
    if (!text) return text.error();
    boost::system::error_code error;
    auto value = boost::json::parse(text.value(), error, {}, {.max_depth = 32});
    if (error) return damaged(file, "is not JSON: " + error.message());
    return value;
}

}  // namespace

Fault missing(const std::filesystem::path& file) {
    return {"model_missing", "There is no " + file.string() + ".", "Fetch the model with kinosovet model get."};
}

Fault damaged(const std::filesystem::path& file, std::string_view what) {
    return {"model_damaged", file.string() + " " + std::string{what} + ".",
            "Fetch it anew with kinosovet model get --again."};
}

Fault unsupported(const std::filesystem::path& file, std::string_view what) {
    return {"model_unsupported", file.string() + " " + std::string{what} + ".",
            "Use a sentence-transformers model of type BERT or MPNet, for example all-MiniLM-L6-v2."};
}

Result<std::string> read_text(const std::filesystem::path& file, std::size_t limit) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return missing(file);
    const auto size = std::filesystem::file_size(file, error);
    if (error) return damaged(file, "cannot be read: " + error.message());
    if (size > limit) return damaged(file, "is larger than such a file can be");
    std::string text(size, '\0');
    std::ifstream stream{file, std::ios::binary};
    if (!stream.read(text.data(), static_cast<std::streamsize>(size))) return damaged(file, "cannot be read");
    return text;
}

Result<boost::json::object> read_object(const std::filesystem::path& file) {
    auto value = read_json(file);
    if (!value) return value.error();
    if (!value.value().is_object()) return damaged(file, "does not hold a JSON object");
    return std::move(value.value().get_object());
}

Result<boost::json::array> read_array(const std::filesystem::path& file) {
    auto value = read_json(file);
    if (!value) return value.error();
    if (!value.value().is_array()) return damaged(file, "does not hold a JSON array");
    return std::move(value.value().get_array());
}

std::optional<std::string> find_string(const boost::json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_string()) return std::nullopt;
    return std::string{value->get_string()};
}

std::optional<std::int64_t> find_integer(const boost::json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_int64()) return std::nullopt;
    return value->get_int64();
}

std::optional<double> find_number(const boost::json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_number()) return std::nullopt;
    return value->to_number<double>();
}

std::optional<bool> find_bool(const boost::json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_bool()) return std::nullopt;
    return value->get_bool();
}

}  // namespace core::encoder
