// Reads one request of HTTP/1.1 from bytes as they come: the parser of the server, without its socket.
//
// Chunked bodies, limits on header and body, and requests that are smuggled or broken are told apart here. One
// instance for one request; what is behind the request stays in the buffer for the next one.
#pragma once

#include "service_kit/http.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace service_kit {

// A request that is not HTTP as it should be, or larger than allowed. The connection cannot go on after it.
struct ProtocolFault {
    int status{};
    std::string code{};
    std::string detail{};
};

struct MessageLimits {
    std::size_t header_bytes{};
    // How long the body may be, told by method and target.
    std::function<std::size_t(Method, std::string_view)> body_bytes{};
};

class RequestReader {
public:
    explicit RequestReader(const MessageLimits& limits);

    enum class State {
        wants_more,
        wants_continue,  // the client waits for "100 Continue" before it sends the body
        done,
        failed,
    };
    // Takes what it needs from `buffer`.
    State read(boost::beast::flat_buffer& buffer);

    // Whether anything of a request was seen.
    bool has_begun() const { return has_begun_; }
    const ProtocolFault& fault() const { return fault_; }
    // Those that have been read; before take().
    Headers headers() const;
    // Whether the client means to send another request after this one.
    bool keeps_alive() const { return parser_.keep_alive(); }
    // Once it is done. None where the target makes no sense; fault() then says so.
    std::optional<Request> take();

private:
    State fail(int status, std::string code, std::string detail);
    State fail(boost::system::error_code error);
    bool take_header();
    bool passes_over_empty_line(boost::beast::flat_buffer& buffer);
    std::size_t put(const boost::beast::flat_buffer& buffer, boost::system::error_code& error);
    bool is_framed_well() const;
    bool expects_continue() const;

    const MessageLimits& limits_;
    boost::beast::http::request_parser<boost::beast::http::string_body> parser_;
    Request request_;
    ProtocolFault fault_;
    std::size_t header_bytes_ = 0;
    bool has_begun_ = false;
    bool has_header_ = false;
};

}  // namespace service_kit
