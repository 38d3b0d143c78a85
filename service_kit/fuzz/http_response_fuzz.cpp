// Any bytes as the answer of a server, come in two pieces. The first byte chooses where they are parted and whether the
// answer is one to HEAD.
#include "response_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>

#include <boost/asio/buffer.hpp>

namespace {

using service_kit::ResponseReader;

constexpr std::size_t body_bytes = 1000;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::span bytes{data + 1, size - 1};
    const auto parting = std::min<std::size_t>(data[0] >> 1U, bytes.size());
    ResponseReader reader{{.body_bytes = body_bytes, .is_bodiless = (data[0] & 1U) != 0}};
    boost::beast::flat_buffer buffer;
    auto state = ResponseReader::State::wants_more;
    for (const auto piece : {bytes.first(parting), bytes.subspan(parting)}) {
        if (state != ResponseReader::State::wants_more) break;
        buffer.commit(
            boost::asio::buffer_copy(buffer.prepare(piece.size()), boost::asio::buffer(piece.data(), piece.size())));
        state = reader.read(buffer);
    }
    if (state == ResponseReader::State::wants_more) state = reader.end();
    if (state == ResponseReader::State::done && reader.take().body.size() > body_bytes) std::abort();
    return 0;
}
