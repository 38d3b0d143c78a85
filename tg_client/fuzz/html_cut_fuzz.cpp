// Any bytes as HTML: what is cut is as short as it was wanted.
#include "tg_client/telegram/html.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tg_client;
    if (size == 0) return 0;
    const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
    const std::size_t units = data[0];
    if (visible_length(cut_to(text, units)) > units) std::abort();
    const auto safe = escaped(text);
    if (safe.find_first_of("<>\"") != std::string::npos) std::abort();
    if (visible_length(cut_to(bold(safe), units)) > units) std::abort();
    return 0;
}
