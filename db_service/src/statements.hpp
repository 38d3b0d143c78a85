// All SQL that the store runs, by name, for both engines.
//
// Plain text, immutable.
#pragma once

#include "db_service/database_url.hpp"

#include <string_view>

namespace db_service {

struct Statement {
    std::string_view name{};
    std::string_view text{};
    std::string_view takes{};  // what it is given by name: "session limit#", where # marks a number
    std::string_view gives{};  // its columns: '#' for a number, 't' for a text

    // A step that one of the engines does not need.
    bool is_empty() const { return text.empty(); }
};

// One statement is one round trip. Where SQLite, which is in this process, needs several to do what PostgreSQL does in
// one, those that follow are empty for PostgreSQL.
struct Statements {
    Statement ping;

    Statement add_entry;     // gives id and number; no row where the key has been used
    Statement open_session;  // before add_entry, put_ratings
    Statement trim_history;  // after add_entry, where number says that there may be too many
    Statement find_by_key;
    Statement list_history;
    Statement list_shown;

    Statement put_ratings;   // gives how many were put, and whether there may be too many then
    Statement trim_ratings;  // after put_ratings, where that says so
    Statement list_ratings;
    Statement list_ratings_of_kind;
    Statement remove_rating;

    Statement find_session;
    Statement put_settings;

    Statement forget;  // gives how many entries and ratings there were
    Statement forget_ratings;
    Statement forget_session;

    Statement prune_history;   // gives how many; at most as many as its limit
    Statement prune_sessions;  // those that hold nothing any longer
};

const Statements& statements_for(Engine engine);

}  // namespace db_service
