// Any bytes through every function of core/text: no crash, and the promises of the headers hold.
#include "core/text/fold.hpp"
#include "core/text/hearing.hpp"
#include "core/text/keyboard.hpp"
#include "core/text/numerals.hpp"
#include "core/text/stems.hpp"
#include "core/text/transliteration.hpp"
#include "core/text/utf8.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void demand(bool promise) {
    if (!promise) std::abort();
}

bool single_spaced(std::string_view text) {
    return !text.starts_with(' ') && !text.ends_with(' ') && text.find("  ") == std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace core::text;
    const std::string_view raw{reinterpret_cast<const char*>(data), size};
    const std::string folded = fold(raw);
    demand(single_spaced(folded));
    demand(fold(folded) == folded);
    demand(encode(decode(folded)) == folded);
    demand(single_spaced(numbers_as_digits(folded)));
    demand(phonetic_key(folded).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789 ") == std::string::npos);
    for (const auto& stem : stems(raw)) demand(!stem.empty());
    demand(single_spaced(as_heard_in_russian(folded)));
    (void)as_heard_in_russian(raw);
    (void)phonetic_key(raw);
    (void)numbers_as_digits(raw);
    (void)in_other_layout(raw);
    return 0;
}
