// A thin owner for SQLite's C API: connections and statements that close themselves, errors that throw.
//
// Used inside core/catalogue only; a public function there turns SqliteError into a Fault.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sqlite3.h>

namespace core::catalogue {

class SqliteError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class Statement {
public:
    Statement(sqlite3* connection, std::string_view sql);

    // The parameters in their order, from 1. What is bound must live until step() returns.
    void bind(int parameter, std::string_view text);
    void bind(int parameter, std::int64_t number);
    void bind(int parameter, double number);
    void bind(int parameter, std::span<const std::byte> bytes);

    bool step();  // true while there is a row
    void run();   // one step, then ready to be bound again

    // The columns of the row, from 0; views are good until the next step.
    std::string_view text(int column) const;
    std::int64_t integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
    double real(int column) const { return sqlite3_column_double(statement_.get(), column); }
    std::span<const std::byte> bytes(int column) const;

private:
    void check(int status) const;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Connection {
public:
    enum class Mode { read_only, create };
    Connection(const std::filesystem::path& file, Mode mode);

    void execute(const std::string& sql);
    Statement prepare(std::string_view sql) { return Statement{connection_.get(), sql}; }
    std::int64_t pragma(const std::string& name);
    void copy_to(Connection& other);  // the whole file

private:
    struct Close {
        void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
    };
    std::unique_ptr<sqlite3, Close> connection_;
};

}  // namespace core::catalogue
