#include "database_fault.hpp"

#include <array>
#include <cstdlib>

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace db_service {
namespace {

FaultKind kind_of_state(std::string_view state) {
    if (state == "57014") return FaultKind::slow;  // statement_timeout
    // Lock time-out, deadlock, serialisation, out of connections and memory.
    if (state == "55P03" || state.starts_with("40") || state == "53300") return FaultKind::busy;
    // Connection lost, shutting down or starting up, a standby, a full disk, a broken file system, or no SQLSTATE at
    // all.
    constexpr std::array<std::string_view, 6> gone{"08", "57P", "25006", "53", "58", " "};
    for (const auto start : gone)
        if (state.starts_with(start)) return FaultKind::away;
    return FaultKind::refused;
}

FaultKind kind_of_result(int result) {
    switch (result & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return FaultKind::busy;
        case SQLITE_INTERRUPT:
            return FaultKind::slow;
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PROTOCOL:
            return FaultKind::away;
        default:
            return FaultKind::refused;
    }
}

}  // namespace

std::string_view name_of(FaultKind kind) {
    switch (kind) {
        case FaultKind::away:
            return "away";
        case FaultKind::busy:
            return "busy";
        case FaultKind::slow:
            return "slow";
        case FaultKind::refused:
            return "refused";
    }
    std::abort();  // unreachable: -Wswitch makes the list complete
}

DatabaseFault fault_of(const soci::soci_error& error) {
    if (const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&error)) {
        auto state = postgresql->sqlstate();
        const auto kind = kind_of_state(state);
        return {kind, state.starts_with(' ') ? "no answer" : std::move(state)};
    }
    if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error))
        return {kind_of_result(sqlite->result()), "SQLite " + std::to_string(sqlite->result())};
    // SOCI says so of a connection that could not be made.
    return {FaultKind::away, "no connection"};
}

}  // namespace db_service
