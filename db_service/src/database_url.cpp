#include "db_service/database_url.hpp"

#include "conninfo.hpp"

namespace db_service {
namespace {

constexpr std::string_view remedy =
    "set DATABASE_URL to postgresql://user:password@host:5432/name, or to sqlite: and the name of a file";

core::Fault refusal(const std::string& why) { return {"bad_database_url", "DATABASE_URL " + why, std::string{remedy}}; }

core::Result<DatabaseUrl> read_file(std::string_view file) {
    if (file.empty()) return refusal("names no file after sqlite:");
    if (file.find('\0') != std::string_view::npos || file.find('"') != std::string_view::npos)
        return refusal("names a file with a character in it that is not taken");
    if (file == ":memory:" || file.starts_with("file:"))
        return refusal("must name a plain file, since several connections share it");
    return DatabaseUrl{Engine::sqlite, std::string{file}, "sqlite:" + std::string{file}};
}

// A password with an at sign or a slash in it, not encoded: libpq would take the rest of it for the host or the name.
bool has_a_raw_password(std::string_view url) {
    const auto rest = url.substr(url.find("//") + 2);
    const auto at = rest.find('@');
    return at != std::string_view::npos &&
           (at > rest.find_first_of("/?") || rest.find('@', at + 1) != std::string_view::npos);
}

core::Result<DatabaseUrl> read_server(std::string_view url) {
    if (url.find('\0') != std::string_view::npos) return refusal("has a character in it that is not taken");
    if (has_a_raw_password(url)) return refusal("has a password with / or @ in it: write them as %2F and %40");
    const auto options = conninfo_options(std::string{url});
    // libpq's own words about what is wrong may quote the password.
    if (!options) return refusal("is not an address of PostgreSQL as it should be");
    std::string shown{"postgresql://"};
    if (const auto host = options->find("host"); host != options->end()) shown += host->second;
    if (const auto port = options->find("port"); port != options->end()) shown += ":" + port->second;
    if (const auto name = options->find("dbname"); name != options->end()) shown += "/" + name->second;
    return DatabaseUrl{Engine::postgresql, std::string{url}, shown};
}

}  // namespace

core::Result<DatabaseUrl> DatabaseUrl::read(std::string_view text) {
    constexpr std::string_view file_scheme = "sqlite:";
    if (text.starts_with("postgresql://") || text.starts_with("postgres://")) return read_server(text);
    if (text.starts_with(file_scheme)) return read_file(text.substr(file_scheme.size()));
    return refusal(text.empty() ? "is empty" : "is neither postgresql:// nor sqlite:");
}

}  // namespace db_service
