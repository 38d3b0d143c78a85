// Where the next page of a list begins, as a text that means nothing to others.
//
// It holds a check of which list it is of, so that one that was made up or belongs elsewhere is found out; it guards
// nothing. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace db_service {

// `list` names what is paged: a kind and a session.
std::string cursor_text(std::int64_t place, std::string_view list);

// None where `text` is not a cursor of this list.
std::optional<std::int64_t> read_cursor(std::string_view text, std::string_view list);

}  // namespace db_service
