#include "request_reader.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace service_kit {
namespace {

namespace http = boost::beast::http;

Method method_of(http::verb verb) {
    switch (verb) {
        case http::verb::get:
            return Method::get;
        case http::verb::head:
            return Method::head;
        case http::verb::post:
            return Method::post;
        case http::verb::put:
            return Method::put;
        case http::verb::patch:
            return Method::patch;
        case http::verb::delete_:
            return Method::remove;
        case http::verb::options:
            return Method::options;
        default:
            return Method::other;
    }
}

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

RequestReader::RequestReader(const MessageLimits& limits) : limits_{limits} {
    parser_.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    parser_.body_limit(std::numeric_limits<std::uint64_t>::max());  // set when the header says where it goes
}

RequestReader::State RequestReader::fail(int status, std::string code, std::string detail) {
    fault_ = {status, std::move(code), std::move(detail)};
    return State::failed;
}

RequestReader::State RequestReader::fail(boost::system::error_code error) {
    if (error == http::error::body_limit) return fail(413, "body_too_large", "the body is longer than is taken here");
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return fail(431, "header_too_large", "the header is longer than is taken here");
    return fail(400, "bad_http", "this is not HTTP/1.1: " + error.message());
}

// An empty line before a request is what some old clients end their last one with (RFC 9112, 2.2).
bool RequestReader::passes_over_empty_line(boost::beast::flat_buffer& buffer) {
    constexpr std::string_view empty_line = "\r\n";
    const std::string_view begin{static_cast<const char*>(buffer.cdata().data()),
                                 std::min<std::size_t>(buffer.size(), 2)};
    if (has_begun_ || !empty_line.starts_with(begin)) return true;
    if (begin.size() < empty_line.size()) return false;
    buffer.consume(empty_line.size());
    return true;
}

// The parser throws where a name or a value is longer than it can hold, whatever the limits are.
std::size_t RequestReader::put(const boost::beast::flat_buffer& buffer, boost::system::error_code& error) {
    try {
        return parser_.put(buffer.data(), error);
    } catch (const std::length_error&) {
        error = http::error::header_limit;
        return 0;
    }
}

// A body is framed by its length or in chunks. Under any other coding it would be read as the next request.
bool RequestReader::is_framed_well() const {
    const auto& message = parser_.get();
    if (message.count(http::field::transfer_encoding) == 0) return true;
    return message.version() == 11 && boost::beast::iequals(message[http::field::transfer_encoding], "chunked");
}

// What the header says is settled before the body is read, so that a body nobody wants is not waited for.
bool RequestReader::take_header() {
    const auto& message = parser_.get();
    request_.method = method_of(message.method());
    if (!read_target(view(message.target()), request_)) {
        fault_ = {400, "bad_target", "the address is not one that can be asked for"};
        return false;
    }
    if (message.version() == 11 && message.count(http::field::host) != 1) {
        fault_ = {400, "bad_http", "there must be one Host header"};
        return false;
    }
    if (!is_framed_well()) {
        fault_ = {400, "bad_http", "Transfer-Encoding must be chunked"};
        return false;
    }
    const auto limit = limits_.body_bytes(request_.method, request_.target);
    if (parser_.content_length().value_or(0) > limit) {
        fail(http::error::body_limit);
        return false;
    }
    parser_.body_limit(limit);
    return true;
}

bool RequestReader::expects_continue() const {
    const auto& message = parser_.get();
    return message.version() == 11 && boost::beast::iequals(message[http::field::expect], "100-continue");
}

RequestReader::State RequestReader::read(boost::beast::flat_buffer& buffer) {
    if (!passes_over_empty_line(buffer)) return State::wants_more;
    while (!parser_.is_done()) {
        if (buffer.size() > 0) has_begun_ = true;
        boost::system::error_code error;
        // The body is left alone until the header has been looked at.
        parser_.eager(has_header_);
        const auto taken = put(buffer, error);
        buffer.consume(taken);
        if (error && error != http::error::need_more) return fail(error);
        // The parser's own limit is on what it has not taken yet.
        if (!has_header_) header_bytes_ += taken;
        if (!has_header_ && header_bytes_ > limits_.header_bytes) return fail(http::error::header_limit);
        if (!has_header_ && parser_.is_header_done()) {
            has_header_ = true;
            if (!take_header()) return State::failed;
            if (!parser_.is_done() && buffer.size() == 0 && expects_continue()) return State::wants_continue;
            if (buffer.size() > 0) continue;
        }
        if (parser_.is_done()) break;
        // What the parser wants the end of is a line: of the header, of a chunk, or behind the last chunk.
        if (buffer.size() > limits_.header_bytes) return fail(http::error::header_limit);
        if (error == http::error::need_more || buffer.size() == 0) return State::wants_more;
    }
    return State::done;
}

Headers RequestReader::headers() const {
    Headers headers;
    for (const auto& field : parser_.get()) headers.add(view(field.name_string()), view(field.value()));
    return headers;
}

std::optional<Request> RequestReader::take() {
    request_.headers = headers();
    auto message = parser_.release();
    request_.body = std::move(message.body());
    return std::move(request_);
}

}  // namespace service_kit
