// Asio's types, bound to the executor of the event loop: coroutines that return errors rather than throw them.
#pragma once

#include <chrono>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace service_kit::on_loop {

using Clock = std::chrono::steady_clock;
using Executor = boost::asio::io_context::executor_type;
using Endpoint = boost::asio::ip::tcp::endpoint;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using Timer = boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Executor>;
template <class Value>
using Awaited = boost::asio::awaitable<Value, Executor>;

// An operation given this yields its error and its results as a tuple.
inline constexpr auto as_values = boost::asio::as_tuple(boost::asio::use_awaitable_t<Executor>{});

}  // namespace service_kit::on_loop
