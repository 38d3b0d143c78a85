// SQLite's online backup: a database copied while others use it.
#pragma once

#include "core/base/result.hpp"

#include <filesystem>

namespace db_service {

// What is wrong with `file` as a database of history: bad_backup; nothing where it is one that this program knows.
core::Result<core::Done> check_history_file(const std::filesystem::path& file);

// All of `from` into `to`, in one transaction of `to`. Fails with backup_failed.
core::Result<core::Done> copy_history_file(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace db_service
