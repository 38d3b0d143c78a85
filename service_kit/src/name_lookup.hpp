// Finds the addresses of a host without holding up the loop, or anything behind a name that is not found in time.
//
// The system's look-up blocks and cannot be broken off, so each one has a thread of its own that nobody waits for;
// those who ask for one name at a time share one. Remembers nothing: kept connections make look-ups rare.
#pragma once

#include "loop_types.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <boost/system/error_code.hpp>

namespace service_kit {

struct FoundAddresses {
    std::vector<on_loop::Endpoint> endpoints{};
    boost::system::error_code error{};
};

class NameLookup {
public:
    using Receiver = std::function<void(const FoundAddresses&)>;

    explicit NameLookup(boost::asio::io_context& context);
    ~NameLookup();
    NameLookup(const NameLookup&) = delete;
    NameLookup& operator=(const NameLookup&) = delete;

    // Calls `done` on the loop's thread, within find() where `host` is an address itself. On the loop's thread.
    void find(const std::string& host, std::uint16_t port, Receiver done);
    // From here on nothing is called. From any thread.
    void stop();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace service_kit
