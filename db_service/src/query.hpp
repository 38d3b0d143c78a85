// One statement, prepared on one connection: it is given values by name, run, and gone through row by row.
//
//     auto& found = connection.query(statements.find_session).set("session", id).run();
//     if (found.has_row()) use(found.number(0), found.text(1));
//
// Texts are good until the next row. What goes wrong throws soci::soci_error, whose text may quote what was given. For
// one thread at a time.
#pragma once

#include "statements.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include <soci/soci.h>

namespace db_service {

class Query {
public:
    Query(soci::session& session, const Statement& statement);
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    Query& set(std::string_view name, std::string_view text);
    Query& set(std::string_view name, std::int64_t number);
    // A text, or nothing.
    Query& set_or_null(std::string_view name, const std::optional<std::string>& text);
    // Stands at the first row then, where there is one.
    Query& run();

    bool has_row() const noexcept { return has_row_; }
    void next();
    // Goes past the rows that are left: SQLite is done with a statement only then.
    void finish();
    std::int64_t number(std::size_t column) const { return columns_[column].number; }
    const std::string& text(std::size_t column) const { return columns_[column].text; }
    std::optional<std::string> optional_text(std::size_t column) const;
    // How many rows it changed.
    std::int64_t changed() { return statement_.get_affected_rows(); }

private:
    struct Slot {
        std::string_view name{};
        bool is_number = false;
        std::string text{};
        long long number{};
        soci::indicator indicator = soci::i_null;
    };
    Slot& slot(std::string_view name);
    void add_parameters(std::string_view names);
    void add_columns(std::string_view kinds);

    std::deque<Slot> parameters_, columns_;  // their places are known to the statement
    soci::statement statement_;
    bool has_row_ = false;
};

}  // namespace db_service
