// Reads one answer of HTTP/1.1 from bytes as they come: the parser of the client, without its socket.
//
// Interim answers are passed over; chunked bodies and bodies that end with the connection are understood. One instance
// for one answer; what is behind the answer stays in the buffer.
#pragma once

#include "service_kit/http_client.hpp"

#include <cstddef>
#include <optional>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace service_kit {

struct AnswerLimits {
    std::size_t body_bytes{};
    bool is_bodiless = false;  // the answer to HEAD or CONNECT, whatever its header says of a body
};

class ResponseReader {
public:
    explicit ResponseReader(const AnswerLimits& limits);

    enum class State { wants_more, done, broken, too_large };
    // Takes what it needs from `buffer`.
    State read(boost::beast::flat_buffer& buffer);
    // The connection has ended: done where that is how the body ends, else broken.
    State end();

    // Whether anything of an answer was seen.
    bool has_begun() const { return has_begun_; }
    // Whether the connection is good for another request, once the answer is done.
    bool keeps_alive() const { return parser_->keep_alive(); }
    // Once it is done.
    ClientAnswer take();

private:
    using Parser = boost::beast::http::response_parser<boost::beast::http::string_body>;
    void begin();

    AnswerLimits limits_;
    std::optional<Parser> parser_{};
    unsigned interim_answers_{};
    bool has_begun_ = false;
};

}  // namespace service_kit
