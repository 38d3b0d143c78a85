// Any bytes as a picture, or as a file of what is kept: no crash, and no size that no poster has.
#include "keeping.hpp"
#include "picture_check.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes{reinterpret_cast<const char*>(data), size};
    if (const auto kind = posters::find_picture_kind(bytes))
        if (kind->width < 1 || kind->height < 1 || kind->width > 4000 || kind->height > 4000) std::abort();
    (void)posters::read_kept(bytes, "key");
    return 0;
}
