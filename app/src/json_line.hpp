// JSON as one line of text that people can read, too: ": " and ", " between values, numbers as 0.85 and not 8.5E-1.
//
// Numbers are rounded to four decimals. Pure functions.
#pragma once

#include <string>

#include <boost/json.hpp>

namespace app {

// `object` in the order of its keys, without a line end.
std::string json_line(const boost::json::object& object);

}  // namespace app
