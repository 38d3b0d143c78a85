// A real PostgreSQL for tests: its own folder, port and socket, gone when the test ends.
//
// PostgreSQL will not run as root, so that it is started as nobody then. Where it is not installed there is none.
#pragma once

#include "test_support/temporary_folder.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace db_service {

class PostgresqlServer {
public:
    // Whether PostgreSQL is installed.
    static bool is_installed();

    // Makes and starts one; throws std::runtime_error with what it said where that fails.
    PostgresqlServer();
    ~PostgresqlServer();
    PostgresqlServer(const PostgresqlServer&) = delete;
    PostgresqlServer& operator=(const PostgresqlServer&) = delete;

    void start();
    // As SIGKILL would end it, or a loss of power.
    void kill();
    std::uint16_t port() const noexcept { return port_; }
    // A new and empty database.
    std::string make_database();

private:
    std::string run(const std::string& program, const std::string& arguments) const;

    test_support::TemporaryFolder folder_;
    std::filesystem::path data_;
    std::uint16_t port_{};
    int databases_ = 0;
};

// The one that the tests of a program share.
PostgresqlServer& shared_server();

}  // namespace db_service
