// Any bytes as one line of films: refused, or read and written back without a change.
#include "core/catalogue/json_lines.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto film = core::catalogue::read_film({reinterpret_cast<const char*>(data), size});
    if (!film) return 0;
    const auto line = core::catalogue::write_film(film.value());
    const auto again = core::catalogue::read_film(line);
    if (!again || core::catalogue::write_film(again.value()) != line) std::abort();
    return 0;
}
