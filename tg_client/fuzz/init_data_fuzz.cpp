// Any bytes as a Mini App's initData: nobody gets in without Telegram's signature, and with it only once it is read.
#include "service_kit/secrets.hpp"
#include "tg_client/telegram/init_data.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tg_client;
    constexpr std::int64_t now = 1'650'385'400;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    if (person_in(bytes, "42:OTHER", now)) std::abort();
    // What is behind the signature is reached by signing it.
    const auto key = service_kit::hmac_sha256("WebAppData", "42:TEST");
    const auto user = "auth_date=1650385342\nuser=" + std::string{bytes};
    std::string encoded;
    for (const char letter : bytes) encoded += "%" + service_kit::hexadecimal({&letter, 1});
    const auto hash = service_kit::hexadecimal(service_kit::hmac_sha256(key, user));
    const auto person = person_in("auth_date=1650385342&user=" + encoded + "&hash=" + hash, "42:TEST", now);
    if (person && person.value() <= 0) std::abort();
    return 0;
}
