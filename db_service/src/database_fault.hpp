// What went wrong in a database, in a few kinds, without a word of what was stored there.
//
// Both engines' errors quote statements and values; here there are only codes.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace soci {
class soci_error;
}

namespace db_service {

enum class FaultKind {
    away,     // no connection, or none that works: it may come back
    busy,     // too many want something at once
    slow,     // took longer than a statement may
    refused,  // the database will not do it, however often it is asked: a defect, or it is not ours
};

std::string_view name_of(FaultKind kind);

struct DatabaseFault {
    FaultKind kind = FaultKind::refused;
    std::string code{};  // SQLSTATE, or SQLite's number
};

DatabaseFault fault_of(const soci::soci_error& error);

// The database is of a newer program than this one.
class NewerDatabase : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace db_service
