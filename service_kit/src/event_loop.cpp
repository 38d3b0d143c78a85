#include "service_kit/event_loop.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

namespace service_kit {

EventLoop::EventLoop() : context_{std::make_unique<boost::asio::io_context>(1)} {}
EventLoop::~EventLoop() = default;

void EventLoop::run() {
    context_->restart();
    context_->run();
}
void EventLoop::stop() { context_->stop(); }
void EventLoop::post(std::function<void()> work) { boost::asio::post(*context_, std::move(work)); }

}  // namespace service_kit
