// The numbered steps from an empty database to the one that this program knows.
//
// Replicas that start together take turns, by an advisory lock or SQLite's own; all steps that are missing are one
// transaction.
#pragma once

#include "connection.hpp"

#include <string_view>
#include <vector>

namespace db_service {

struct MigrationText {
    int number{};
    std::string_view name{};
    std::string_view engine{};  // empty for both
    std::string_view text{};
};

// All of them, by number.
const std::vector<MigrationText>& migration_texts();

// How far this program knows.
int newest_migration();

// Brings the database up to newest_migration() and returns how many steps that took. Throws NewerDatabase where it is
// further than that, else soci::soci_error.
int migrate(Connection& connection);

}  // namespace db_service
