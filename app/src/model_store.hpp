// The models in a data folder: which are there, and how a new one gets in.
//
// A model arrives in a folder of its own beside the others and is moved to its place when it is whole and can be
// loaded, so that a reader meets the old one or the new one.
#pragma once

#include "core/base/result.hpp"
#include "known_models.hpp"
#include "ml_service/data_folder.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace app {

using ml_service::DataFolder;

struct StoredModel {
    std::string name{};
    std::filesystem::path folder{};
};

// Every model in the data folder or beside the program, by name.
std::vector<StoredModel> stored_models(const DataFolder& folder);

// Whether `model` is in its place already, with the pinned weights where they are pinned.
bool is_settled(const ModelName& model, const DataFolder& folder);

// Where `model` arrives. It is kept when fetching is interrupted.
std::filesystem::path arrival_folder(const ModelName& model, const DataFolder& folder);

// Checks the weights in `arrived` against the pinned checksum, if there is one, loads the model once and moves it to
// its place; a model that was there is replaced. Fails with model_checksum, file_unwritable or as
// SentenceEncoder::load() does.
core::Result<core::Done> settle(const ModelName& model, const std::filesystem::path& arrived, const DataFolder& folder);

}  // namespace app
