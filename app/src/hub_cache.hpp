// Models that other programs fetched from the hub before: its cache on this machine.
//
// Reads only. The layout is the hub's own: hub/models--ORG--NAME/refs/main and snapshots/REVISION/.
#pragma once

#include "app/command_line.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace app {

// The folder of the newest snapshot of `repository` in the cache; none where it is not there, or not whole.
std::optional<std::filesystem::path> find_in_hub_cache(const std::string& repository, const Surroundings& surroundings);

// The checksum under which the cache keeps `file`; empty where the cache keeps it in no such way.
std::string cached_digest(const std::filesystem::path& file);

}  // namespace app
