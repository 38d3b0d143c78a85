// Any bytes as an update: no crash, and what was read is read again from what it is written as.
#include "tg_client/telegram/types.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tg_client;
    const auto read = read_update({reinterpret_cast<const char*>(data), size});
    if (!read) {
        if (read.error().why.empty()) std::abort();
        return 0;
    }
    (void)lane_of(read.value());
    const auto text = api::write(read.value());
    const auto again = read_update(text);
    if (!again || api::write(again.value()) != text) std::abort();
    if (kind_of(again.value()) != kind_of(read.value())) std::abort();
    return 0;
}
