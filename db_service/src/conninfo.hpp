// libpq's reading of PostgreSQL's addresses.
//
// Pure functions.
#pragma once

#include <map>
#include <optional>
#include <string>

namespace db_service {

using ConninfoOptions = std::map<std::string, std::string>;

// What `url` says, by libpq's names; none where it is not an address.
std::optional<ConninfoOptions> conninfo_options(const std::string& url);

// `options` as a connection string of libpq.
std::string conninfo_text(const ConninfoOptions& options);

// The same as an address, which has no spaces: SOCI takes connection strings apart at spaces, even within a password.
std::string conninfo_url(const ConninfoOptions& options);

}  // namespace db_service
