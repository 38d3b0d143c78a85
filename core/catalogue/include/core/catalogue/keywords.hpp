// Which keywords are none: remarks on how a film was made or sold.
//
// Pure function; any number of threads.
#pragma once

#include <string_view>

namespace core::catalogue {

// Whether a keyword (in lower case) tells of how a film was made or sold rather than of what it is about
// ("aftercreditsstinger").
bool is_production_remark(std::string_view keyword);

}  // namespace core::catalogue
