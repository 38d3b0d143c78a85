// What the keeper of a database does beside the service, while it runs or not: backup, restoring, forgetting by age.
//
// SQLite is copied page by page as its online backup does it, PostgreSQL by pg_dump and pg_restore, which get the
// password in their environment and never on their command line. One thread.
#pragma once

#include "core/base/result.hpp"
#include "db_service/database_url.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>

namespace db_service {

// Writes all that is kept to `file`, beside it first, and moved there whole: an older backup stays until then. Fails
// with database_away, backup_failed, no_postgresql_client or file_unwritable.
core::Result<core::Done> back_up(const DatabaseUrl& url, const std::filesystem::path& file);

enum class Overwrite { never, always };

// Puts what `file` holds in the place of what is kept, all or nothing. A database that holds anything is refused with
// database_not_empty, unless it may be overwritten; fails with bad_backup, and like back_up, too.
core::Result<core::Done> restore(const DatabaseUrl& url, const std::filesystem::path& file, Overwrite overwrite);

// Forgets entries of history that are older, and sessions that hold nothing any longer; returns how many entries.
core::Result<std::int64_t> prune(const DatabaseUrl& url, std::chrono::days age);

}  // namespace db_service
