// The one thread on which all of a process's network input and output happens.
//
// A narrow door to Boost.Asio, so that few files include it. post() may be called from any thread; the rest belongs to
// the thread that runs the loop.
#pragma once

#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace service_kit {

class EventLoop {
public:
    EventLoop();
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    // Works until stop(), or until there is nothing left to wait for.
    void run();
    void stop();
    // Calls `work` on the loop's thread, never at once.
    void post(std::function<void()> work);

    boost::asio::io_context& context() noexcept { return *context_; }

private:
    std::unique_ptr<boost::asio::io_context> context_;
};

}  // namespace service_kit
