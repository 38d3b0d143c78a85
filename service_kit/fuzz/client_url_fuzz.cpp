// Any text as an address: one that is taken can be written into the head of a request without breaking it.
#include "client_url.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto url = service_kit::read_url({reinterpret_cast<const char*>(data), size});
    if (!url) return 0;
    const auto is_fit = [](std::string_view text) {
        return !text.empty() && text.find_first_of(std::string_view{" \t\r\n\0", 5}) == std::string_view::npos;
    };
    if (!is_fit(url->authority()) || !is_fit(url->target) || url->target.front() != '/') std::abort();
    return 0;
}
