#include "timer.hpp"

#include <memory>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace tg_client {

void after(service_kit::EventLoop& loop, std::chrono::milliseconds pause, std::function<void()> work) {
    const auto timer = std::make_shared<boost::asio::steady_timer>(loop.context(), pause);
    timer->async_wait([timer, work = std::move(work)](boost::system::error_code error) {
        if (!error) work();
    });
}

}  // namespace tg_client
