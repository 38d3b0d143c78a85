#include "running_client.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

namespace service_kit {

RunningClient::RunningClient(const ClientSettings& settings)
    : client{std::make_unique<HttpClient>(loop, settings)},
      work_{std::make_shared<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>>(
          loop.context().get_executor())},
      thread_{[this] { loop.run(); }} {}

RunningClient::~RunningClient() {
    loop.stop();
    thread_.join();
    work_.reset();
}

}  // namespace service_kit
