// Where the store lies: DATABASE_URL, read and checked.
//
//     postgresql://user:password@host:5432/name     PostgreSQL; also postgres://
//     sqlite:FILE                                   a file, made where there is none
//
// Plain value. The address holds a password: no fault and nothing that is shown has it.
#pragma once

#include "core/base/result.hpp"

#include <string>
#include <string_view>

namespace db_service {

enum class Engine { postgresql, sqlite };

struct DatabaseUrl {
    Engine engine = Engine::sqlite;
    std::string address{};  // the whole URL, or the file
    std::string shown{};    // for logs: engine, host and name, or the file

    // Fails with bad_database_url.
    static core::Result<DatabaseUrl> read(std::string_view text);
};

}  // namespace db_service
