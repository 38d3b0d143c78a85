// Any bytes as an Authorization header: it opens nothing that the key has not signed.
#include "api/sessions.hpp"
#include "bearer.hpp"
#include "db_service/session_tokens.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const db_service::SessionTokens tokens{"a key of thirty-two bytes or more"};
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto token = db_service::bearer_token(text);
    if (token && tokens.session_of(*token, 0)) std::abort();
    // What is signed opens the session it names, and that alone.
    const std::string session{text};
    const auto opened = tokens.session_of(tokens.make(session, 9), 8);
    if (opened.has_value() != api::is_session_id(session) || (opened && *opened != session)) std::abort();
    return 0;
}
