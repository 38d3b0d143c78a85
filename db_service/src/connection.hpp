// One connection to the database, with the statements that were prepared on it.
//
// Made with the time-outs and the safety that the store wants: PostgreSQL with synchronous_commit, SQLite with a
// write-ahead log that is synced at every commit. Throws soci::soci_error. For one thread at a time.
#pragma once

#include "db_service/database_url.hpp"
#include "query.hpp"
#include "statements.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include <soci/soci.h>

namespace db_service {

struct ConnectionLimits {
    std::chrono::milliseconds statement_timeout{5'000};
    std::chrono::milliseconds lock_timeout{3'000};
    std::chrono::seconds connect_timeout{3};
};

class Connection {
public:
    Connection(const DatabaseUrl& url, const ConnectionLimits& limits);
    // What was prepared ends with the connection, without a word to a server that may not listen any longer.
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // The statement, prepared at its first use.
    Query& query(const Statement& statement);
    // Any statements, one after another, without values and answers.
    void run_script(const std::string& text);
    // Whether it looks alive from here, without asking the server.
    bool looks_alive() const;
    Engine engine() const noexcept { return engine_; }
    soci::session& session() noexcept { return session_; }

private:
    void set_up_postgresql();
    void set_up_sqlite();

    Engine engine_;
    ConnectionLimits limits_;
    soci::session session_;
    std::chrono::steady_clock::time_point deadline_{};  // of what SQLite does now
    std::unordered_map<std::string_view, std::unique_ptr<Query>> queries_;
};

// Undoes what was done since it was made, unless it is committed.
class Transaction {
public:
    explicit Transaction(Connection& connection);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Connection& connection_;
    bool is_open_ = true;
};

}  // namespace db_service
