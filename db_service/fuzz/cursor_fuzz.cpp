// Any bytes as a cursor: what is taken for one is written the same way again.
#include "cursor.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto place = db_service::read_cursor(text, "history s");
    if (place && db_service::cursor_text(*place, "history s") != text) std::abort();
    std::int64_t any{};
    std::memcpy(&any, data, std::min(size, sizeof any));
    if (db_service::read_cursor(db_service::cursor_text(any, text), text) != any) std::abort();
    return 0;
}
