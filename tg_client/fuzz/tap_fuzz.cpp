// Any bytes as a button's data: what is read is written the same, in at most 64 bytes.
#include "tg_client/dialogue/tap.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tg_client;
    const auto tap = read_tap({reinterpret_cast<const char*>(data), size});
    if (!tap) return 0;
    const auto written = data_of(*tap);
    const auto again = read_tap(written);
    if (written.size() > 64 || !again || data_of(*again) != written) std::abort();
    return 0;
}
