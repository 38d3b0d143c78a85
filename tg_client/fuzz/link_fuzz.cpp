// Any bytes as a message's link and as what ?start= carries: what is read is written and read again the same.
#include "tg_client/dialogue/wish.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tg_client;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto view = read_link(text)) {
        const auto link = link_to(*view, "kinosovet_bot");
        const auto again = read_link(link);
        // A link of ours is never longer than what is read, unless it came from a longer one of somebody else's.
        if (again && link_to(*again, "kinosovet_bot") != link) std::abort();
    }
    if (const auto wish = read_payload(text)) {
        const auto payload = payload_of(*wish);
        if (payload && payload->size() > longest_payload) std::abort();
    }
    return 0;
}
