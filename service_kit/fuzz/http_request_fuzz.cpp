// Any bytes as what a client sends, in pieces: requests come out, or a fault, and never more than the limits allow.
#include "request_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace {

constexpr std::size_t header_bytes = 1024;
constexpr std::size_t body_bytes = 256;

void use(const service_kit::Request& request) {
    if (request.body.size() > body_bytes) std::abort();
    static_cast<void>(service_kit::accepts(request.headers.all("Accept"), "application/json"));
    static_cast<void>(service_kit::accepts_gzip(request.headers.all("Accept-Encoding")));
    static_cast<void>(service_kit::preferred_language(request.headers.all("Accept-Language")));
    static_cast<void>(service_kit::names_etag(request.headers.all("If-None-Match"), "W/\"0\""));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace service_kit;
    if (size == 0) return 0;
    const std::size_t piece = data[0] + std::size_t{1};
    const MessageLimits limits{header_bytes, [](Method, std::string_view) { return body_bytes; }};
    boost::beast::flat_buffer buffer;
    std::size_t at = 1;
    const auto feed = [&] {
        const auto count = std::min(piece, size - at);
        if (count == 0) return false;
        std::memcpy(buffer.prepare(count).data(), data + at, count);
        buffer.commit(count);
        at += count;
        return true;
    };
    while (true) {
        RequestReader reader{limits};
        auto state = reader.read(buffer);
        while (state == RequestReader::State::wants_more || state == RequestReader::State::wants_continue) {
            if (!feed()) return 0;
            state = reader.read(buffer);
        }
        if (state == RequestReader::State::failed) return 0;
        use(*reader.take());
        if (!reader.keeps_alive()) return 0;
    }
}
