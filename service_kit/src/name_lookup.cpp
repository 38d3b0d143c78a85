#include "name_lookup.hpp"

#include <map>
#include <mutex>
#include <system_error>
#include <thread>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>

namespace service_kit {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

FoundAddresses look_up(const std::string& host, const std::string& port) {
    FoundAddresses found;
    asio::io_context own{1};
    tcp::resolver resolver{own};
    for (const auto& entry : resolver.resolve(host, port, tcp::resolver::numeric_service, found.error))
        found.endpoints.push_back(entry.endpoint());
    return found;
}

}  // namespace

struct NameLookup::State : std::enable_shared_from_this<State> {
    void start(const std::string& host, const std::string& port);
    // On the thread that has looked up.
    void hand_over(const std::string& key, FoundAddresses found);
    // On the loop's thread.
    void deliver(const std::string& key, const FoundAddresses& found);

    std::mutex mutex;
    asio::io_context* context{};  // none when stopped; guarded by the mutex
    std::map<std::string, std::vector<Receiver>> waiting;
};

void NameLookup::State::start(const std::string& host, const std::string& port) {
    const auto key = host + ":" + port;
    try {
        std::thread{[self = shared_from_this(), host, port, key] {
            self->hand_over(key, look_up(host, port));
        }}.detach();
    } catch (const std::system_error&) {
        hand_over(key, {.endpoints = {}, .error = asio::error::host_not_found_try_again});  // no more threads to be had
    }
}

void NameLookup::State::hand_over(const std::string& key, FoundAddresses found) {
    const std::lock_guard lock{mutex};
    if (context == nullptr) return;
    asio::post(*context, [self = shared_from_this(), key, found = std::move(found)] { self->deliver(key, found); });
}

void NameLookup::State::deliver(const std::string& key, const FoundAddresses& found) {
    const auto receivers = std::move(waiting[key]);
    waiting.erase(key);
    for (const auto& receiver : receivers) receiver(found);
}

NameLookup::NameLookup(asio::io_context& context) : state_{std::make_shared<State>()} { state_->context = &context; }
NameLookup::~NameLookup() { stop(); }

void NameLookup::stop() {
    const std::lock_guard lock{state_->mutex};
    state_->context = nullptr;
}

void NameLookup::find(const std::string& host, std::uint16_t port, Receiver done) {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(host, error);
    if (!error) return done({.endpoints = {{address, port}}, .error = {}});
    const auto port_text = std::to_string(port);
    auto& receivers = state_->waiting[host + ":" + port_text];
    receivers.push_back(std::move(done));
    if (receivers.size() == 1) state_->start(host, port_text);
}

}  // namespace service_kit
