// Any bytes as what a person typed: parts stay within their number and their length.
#include "tg_client/dialogue/genre.hpp"
#include "tg_client/dialogue/typed_wish.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tg_client;
    const auto wish = read_wish({reinterpret_cast<const char*>(data), size});
    if (wish.liked.size() > most_named || wish.unliked.size() > most_named) std::abort();
    if (wish.whole.empty() != wish.liked.empty()) std::abort();
    for (const auto* parts : {&wish.liked, &wish.unliked})
        for (const auto& part : *parts) {
            if (part.empty() || part.size() > 4 * longest_wish) std::abort();
            (void)genre_named(part);
        }
    return 0;
}
