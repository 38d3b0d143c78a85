#include "outside.hpp"

#include <future>

namespace posters {
namespace {

using namespace std::chrono_literals;
using service_kit::ClientError;
using service_kit::ClientFault;
using service_kit::ClientResult;

// Without second tries, which would spend a quota twice; whom to leave alone is decided by what they answer.
service_kit::ClientSettings settings_with(const std::string& proxy) {
    service_kit::ClientSettings settings;
    settings.user_agent = "kinosovet (posters)";
    settings.connect_timeout = 1'500ms;
    settings.handshake_timeout = 1'500ms;
    settings.retry.retries = 0;
    settings.proxy = proxy;
    return settings;
}

}  // namespace

Outside::Outside(service_kit::EventLoop& loop, const std::string& proxy)
    : direct_{loop, settings_with({})}, by_proxy_{loop, settings_with(proxy)} {}

ClientResult Outside::ask(service_kit::ClientRequest request, Deadline deadline) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left <= 0ms) return ClientFault{ClientError::timed_out, "there was no time left"};
    request.try_timeout = request.total_timeout = left;
    auto& client = request.url.starts_with("https:") ? by_proxy_ : direct_;
    const auto promise = std::make_shared<std::promise<ClientResult>>();
    auto future = promise->get_future();
    client.send(std::move(request), [promise](ClientResult result) { promise->set_value(std::move(result)); });
    // Where the loop has ended nobody answers.
    if (future.wait_until(deadline + 200ms) != std::future_status::ready)
        return ClientFault{ClientError::timed_out, "nobody answered in time"};
    return future.get();
}

}  // namespace posters
