#include "wish.hpp"

#include "api/json.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <openssl/sha.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace db_service {
namespace {

constexpr UChar32 space = U' ';
constexpr UChar32 yo = U'ё';
constexpr UChar32 ye = U'е';

// ё is typed as е more often than not; й is another letter than и.
std::string folded(const std::string& text) {
    UErrorCode fault = U_ZERO_ERROR;
    const auto* const normalizer = icu::Normalizer2::getNFKCCasefoldInstance(fault);
    const auto even = normalizer->normalize(icu::UnicodeString::fromUTF8(text), fault);
    if (U_FAILURE(fault) != 0) throw std::runtime_error{"ICU cannot fold a text"};
    icu::UnicodeString made;
    bool is_gap = false;
    for (int at = 0; at < even.length(); at = even.moveIndex32(at, 1)) {
        const auto letter = even.char32At(at);
        if (u_isUWhiteSpace(letter) != 0) {
            is_gap = !made.isEmpty();
            continue;
        }
        if (std::exchange(is_gap, false)) made.append(space);
        made.append(letter == yo ? ye : letter);
    }
    std::string utf8;
    return made.toUTF8String(utf8);
}

std::vector<std::string> set_of(const std::vector<std::string>& texts) {
    std::vector<std::string> set;
    set.reserve(texts.size());
    for (const auto& text : texts) set.push_back(folded(text));
    std::ranges::sort(set);
    const auto twice = std::ranges::unique(set);
    set.erase(twice.begin(), twice.end());
    return set;
}

}  // namespace

std::string canonical_form(const Wish& wish) {
    auto filters = wish.filters.value_or(api::Filters{});
    filters.genres = set_of(filters.genres);
    filters.without_genres = set_of(filters.without_genres);
    filters.countries = set_of(filters.countries);
    return api::write(api::ShownRequest{.session_id = {},
                                        .film = folded(wish.film),
                                        .liked = set_of(wish.liked),
                                        .disliked = set_of(wish.disliked),
                                        .filters = std::move(filters)});
}

std::int64_t wish_number(const Wish& wish) { return number_of(canonical_form(wish)); }

std::int64_t number_of(std::string_view text) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    std::uint64_t number = 0;
    for (std::size_t byte = 0; byte < 8; ++byte) number = number << 8U | digest[byte];
    return static_cast<std::int64_t>(number);
}

}  // namespace db_service
