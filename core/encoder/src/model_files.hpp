// Reads the small files of a model folder and words what is wrong with them.
//
// Every fault names the file. Knows nothing of what the files mean. Stateless.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

namespace core::encoder {

// The three ways in which a model is refused; `what` ends the sentence "<file> ...".
Fault missing(const std::filesystem::path& file);
Fault damaged(const std::filesystem::path& file, std::string_view what);
Fault unsupported(const std::filesystem::path& file, std::string_view what);

// The whole content of `file`; model_missing where it is not there, model_damaged where it is larger than `limit` bytes
// or cannot be read.
Result<std::string> read_text(const std::filesystem::path& file, std::size_t limit);

// The JSON object in `file`, at most 64 MiB of it and 32 levels deep.
Result<boost::json::object> read_object(const std::filesystem::path& file);

// The JSON array in `file`, within the same limits.
Result<boost::json::array> read_array(const std::filesystem::path& file);

// Fields of an object: none where the key is absent, null or of another type.
std::optional<std::string> find_string(const boost::json::object& object, std::string_view key);
std::optional<std::int64_t> find_integer(const boost::json::object& object, std::string_view key);
std::optional<double> find_number(const boost::json::object& object, std::string_view key);
std::optional<bool> find_bool(const boost::json::object& object, std::string_view key);

}  // namespace core::encoder
