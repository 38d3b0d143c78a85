// Any message as a wish: its canonical form is its own.
#include "api/json.hpp"
#include "wish.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    api::FieldFaults faults;
    const auto asked =
        api::read<api::ShownRequest>(std::string_view{reinterpret_cast<const char*>(data), size}, faults);
    if (!faults.empty()) return 0;
    const auto form = db_service::canonical_form({asked.film, asked.liked, asked.disliked, asked.filters});
    std::string fault;
    if (!api::parse_json(form, fault)) std::abort();
    return 0;
}
