// Lists of records inside one field of a table, as Python prints them or as JSON:
// [{'id': 16, 'name': 'Animation'}, ...]. One record alone is a list of one.
//
// Takes the few values that are asked for and steps over all others, however deep they are nested, without recursion.
// Pure function; any number of threads.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace core::catalogue {

// The values of a record in the order of the keys asked for; empty where there is none.
using TakeRecord = std::function<void(std::span<const std::string> values)>;

// Calls `take` for every record in `text`. Returns false where `text` is no whole list of records; those before the
// fault were taken then.
bool read_records(std::string_view text, std::span<const std::string_view> keys, const TakeRecord& take);

}  // namespace core::catalogue
