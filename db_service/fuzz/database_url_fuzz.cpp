// Any bytes as DATABASE_URL, and with a password in them: never told.
#include "db_service/database_url.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

void must_not_hold(const std::string& text, std::string_view password) {
    if (text.find(password) != std::string::npos) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::string_view password = "correct horse";
    const std::string text{reinterpret_cast<const char*>(data), size};
    if (text.find(password) != std::string::npos) return 0;
    static_cast<void>(db_service::DatabaseUrl::read(text));
    static_cast<void>(db_service::DatabaseUrl::read("postgresql://" + text));
    const auto read = db_service::DatabaseUrl::read("postgresql://user:" + std::string{password} + "@" + text);
    if (read)
        must_not_hold(read.value().shown, password);
    else
        must_not_hold(read.error().message + read.error().remedy, password);
    return 0;
}
