#include "sqlite.hpp"

namespace core::catalogue {

Statement::Statement(sqlite3* connection, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
        throw SqliteError{sqlite3_errmsg(connection)};
    statement_.reset(statement);
}

void Statement::check(int status) const {
    if (status != SQLITE_OK) throw SqliteError{sqlite3_errmsg(sqlite3_db_handle(statement_.get()))};
}

void Statement::bind(int parameter, std::string_view text) {
    const char* start = text.data() == nullptr ? "" : text.data();
    check(sqlite3_bind_text(statement_.get(), parameter, start, static_cast<int>(text.size()), SQLITE_STATIC));
}

void Statement::bind(int parameter, std::int64_t number) {
    check(sqlite3_bind_int64(statement_.get(), parameter, number));
}

void Statement::bind(int parameter, double number) { check(sqlite3_bind_double(statement_.get(), parameter, number)); }

void Statement::bind(int parameter, std::span<const std::byte> bytes) {
    // A null pointer would bind NULL, not an empty blob.
    const void* start = bytes.empty() ? "" : static_cast<const void*>(bytes.data());
    check(sqlite3_bind_blob64(statement_.get(), parameter, start, bytes.size(), SQLITE_STATIC));
}

bool Statement::step() {
    const int status = sqlite3_step(statement_.get());
    if (status == SQLITE_ROW) return true;
    if (status == SQLITE_DONE) return false;
    throw SqliteError{sqlite3_errmsg(sqlite3_db_handle(statement_.get()))};
}

void Statement::run() {
    step();
    check(sqlite3_reset(statement_.get()));
}

std::string_view Statement::text(int column) const {
    const auto* start = sqlite3_column_text(statement_.get(), column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return start == nullptr ? std::string_view{} : std::string_view{reinterpret_cast<const char*>(start), size};
}

std::span<const std::byte> Statement::bytes(int column) const {
    const auto* start = static_cast<const std::byte*>(sqlite3_column_blob(statement_.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return start == nullptr ? std::span<const std::byte>{} : std::span{start, size};
}

Connection::Connection(const std::filesystem::path& file, Mode mode) {
    sqlite3* connection = nullptr;
    const int flags = mode == Mode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int status = sqlite3_open_v2(file.c_str(), &connection, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    connection_.reset(connection);
    if (status != SQLITE_OK) throw SqliteError{sqlite3_errmsg(connection)};
    sqlite3_busy_timeout(connection, 5000);
    // A file from elsewhere may bring triggers and views of its own: they get no say.
    execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
}

void Connection::execute(const std::string& sql) {
    char* message = nullptr;
    if (sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return;
    const std::string text = message == nullptr ? "unknown error" : message;
    sqlite3_free(message);
    throw SqliteError{text};
}

std::int64_t Connection::pragma(const std::string& name) {
    auto statement = prepare("PRAGMA " + name);
    return statement.step() ? statement.integer(0) : 0;
}

void Connection::copy_to(Connection& other) {
    auto* backup = sqlite3_backup_init(other.connection_.get(), "main", connection_.get(), "main");
    if (backup == nullptr) throw SqliteError{sqlite3_errmsg(other.connection_.get())};
    const int status = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (status != SQLITE_DONE) throw SqliteError{sqlite3_errstr(status)};
}

}  // namespace core::catalogue
