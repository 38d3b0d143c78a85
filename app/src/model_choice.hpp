// Which model is meant by a name or a folder, and whether it is still the same one.
//
// What is stored with an index is the name, or the folder's full path: either leads back to the model.
#pragma once

#include "core/base/result.hpp"
#include "ml_service/data_folder.hpp"

#include <filesystem>
#include <string>

namespace app {

using ml_service::DataFolder;

inline constexpr const char* default_model = "all-MiniLM-L6-v2";

struct ModelChoice {
    std::string name{};  // as it is stored with the index
    std::filesystem::path folder{};
};

// The model called `wanted`, or the one in the folder `wanted`. Fails with model_missing.
core::Result<ModelChoice> choose_model(const std::string& wanted, const DataFolder& folder);

// A digest of every file in `folder` that makes a difference to its vectors.
std::string model_fingerprint(const std::filesystem::path& folder);

}  // namespace app
