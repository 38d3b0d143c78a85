// One connection to a server: TCP, with TLS over it where wanted, and a moment at which it is cut.
//
// Whatever it waits for ends with an error at its deadline or by close(). On the loop's thread; held by shared_ptr.
#pragma once

#include "loop_types.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/system/error_code.hpp>

namespace service_kit {

class ClientConnection : public std::enable_shared_from_this<ClientConnection> {
public:
    using Error = boost::system::error_code;

    explicit ClientConnection(const on_loop::Executor& executor);

    // Takes the place of the deadline before; error::timed_out is what ends at it.
    void set_deadline(on_loop::Clock::time_point deadline);
    void lift_deadline() { deadline_.cancel(); }
    // For good.
    void close();
    // Whether the other end has neither sent anything unasked nor closed: fit for another request.
    bool is_quiet();

    on_loop::Awaited<Error> connect(on_loop::Endpoint endpoint);
    // Checks the certificate against `host`. why_untrusted() says more where it is refused.
    on_loop::Awaited<Error> start_tls(boost::asio::ssl::context& context, std::string host);
    on_loop::Awaited<Error> write(std::string_view head, std::string_view body);
    // Adds what comes to the buffer.
    on_loop::Awaited<Error> read_some();
    // Waits for wake(); no error where it was called, even before.
    on_loop::Awaited<Error> wait();
    void wake();

    boost::beast::flat_buffer& buffer() { return buffer_; }
    std::string why_untrusted();

private:
    // What `error` means, now that the connection may have been closed from here.
    Error told(Error error) const;
    void cancel();

    on_loop::Socket socket_;
    std::optional<boost::asio::ssl::stream<on_loop::Socket&>> tls_{};
    on_loop::Timer deadline_;
    on_loop::Timer waiting_;  // never expires: cancelled to wake
    boost::beast::flat_buffer buffer_{};
    bool is_awake_ = false;
    bool is_expired_ = false;
    bool is_closed_ = false;
};

}  // namespace service_kit
