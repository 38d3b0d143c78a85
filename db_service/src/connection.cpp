#include "connection.hpp"

#include "conninfo.hpp"

#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

namespace db_service {
namespace {

PGconn* server_of(soci::session& session) {
    return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

// SOCI puts SQLite's names into a namespace of its own.
sqlite_api::sqlite3* file_of(soci::session& session) {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

void run_on_server(PGconn* server, const std::string& text) {
    const std::unique_ptr<PGresult, decltype(&PQclear)> result{PQexec(server, text.c_str()), PQclear};
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
    const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    throw soci::postgresql_soci_error{"script", state == nullptr ? "08000" : state};
}

std::string server_address(const DatabaseUrl& url, const ConnectionLimits& limits) {
    auto options = conninfo_options(url.address).value_or(ConninfoOptions{});
    options.emplace("connect_timeout", std::to_string(limits.connect_timeout.count()));
    options.emplace("application_name", "kinosovet");
    // A server that went without a word is given up within seconds.
    const auto patience = limits.statement_timeout + std::chrono::seconds{5};
    options.emplace("tcp_user_timeout", std::to_string(patience.count()));
    options.emplace("keepalives_idle", "5");
    options.emplace("keepalives_interval", "2");
    options.emplace("keepalives_count", "3");
    return conninfo_url(options);
}

// What is kept of people is for the owner of the file alone. A file that is there is not opened: closing it again would
// drop the locks that this process holds on it through other connections (fcntl, F_SETLK), and with them the knowledge
// of other programs that it is in use; the last of them to leave would take its write-ahead log away.
void make_private(const std::filesystem::path& file) {
    std::error_code ignored;
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), ignored);
    const int made = open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (made >= 0) close(made);
}

soci::session open_session(const DatabaseUrl& url, const ConnectionLimits& limits) {
    if (url.engine == Engine::postgresql) return soci::session{soci::postgresql, server_address(url, limits)};
    make_private(url.address);
    return soci::session{soci::sqlite3, "dbname=\"" + url.address + "\""};
}

}  // namespace

Connection::Connection(const DatabaseUrl& url, const ConnectionLimits& limits)
    : engine_{url.engine}, limits_{limits}, session_{open_session(url, limits)} {
    if (engine_ == Engine::postgresql)
        set_up_postgresql();
    else
        set_up_sqlite();
}

Connection::~Connection() {
    if (engine_ == Engine::sqlite) return;
    auto& backend = *static_cast<soci::postgresql_session_backend*>(session_.get_backend());
    PQfinish(std::exchange(backend.conn_, nullptr));
}

void Connection::set_up_postgresql() {
    // Notices may quote what people wrote.
    PQsetNoticeProcessor(
        server_of(session_), [](void* /*unused*/, const char* /*notice*/) {}, nullptr);
    run_script("SET statement_timeout = " + std::to_string(limits_.statement_timeout.count()) +
               "; SET lock_timeout = " + std::to_string(limits_.lock_timeout.count()) +
               "; SET idle_in_transaction_session_timeout = 60000; SET synchronous_commit = on;"
               " SET default_transaction_isolation = 'read committed'");
}

void Connection::set_up_sqlite() {
    sqlite_api::sqlite3_busy_timeout(file_of(session_), static_cast<int>(limits_.lock_timeout.count()));
    run_script(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
        " PRAGMA trusted_schema = OFF");
    // Asked every so many steps of SQLite's machine, so that a statement cannot go on for ever.
    constexpr int steps = 10'000;
    sqlite_api::sqlite3_progress_handler(
        file_of(session_), steps,
        [](void* self) { return std::chrono::steady_clock::now() > static_cast<Connection*>(self)->deadline_ ? 1 : 0; },
        this);
}

Query& Connection::query(const Statement& statement) {
    deadline_ = std::chrono::steady_clock::now() + limits_.statement_timeout;
    auto& found = queries_[statement.name];
    if (!found) found = std::make_unique<Query>(session_, statement);
    return *found;
}

void Connection::run_script(const std::string& text) {
    deadline_ = std::chrono::steady_clock::time_point::max();
    if (engine_ == Engine::postgresql) {
        run_on_server(server_of(session_), text);
        return;
    }
    const int result = sqlite_api::sqlite3_exec(file_of(session_), text.c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) throw soci::sqlite3_soci_error{"script", result};
}

bool Connection::looks_alive() const {
    if (engine_ == Engine::sqlite) return true;
    auto* const server = server_of(const_cast<soci::session&>(session_));
    if (PQstatus(server) != CONNECTION_OK) return false;
    // Between two statements a server says nothing but that it ends.
    pollfd waiting{.fd = PQsocket(server), .events = POLLIN, .revents = 0};
    return poll(&waiting, 1, 0) == 0;
}

Transaction::Transaction(Connection& connection) : connection_{connection} {
    connection_.run_script(connection.engine() == Engine::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    if (!is_open_) return;
    try {
        connection_.run_script("ROLLBACK");
    } catch (const soci::soci_error&) {
        // The connection is lost, and the transaction with it.
        is_open_ = false;
    }
}

void Transaction::commit() {
    connection_.run_script("COMMIT");
    is_open_ = false;
}

}  // namespace db_service
