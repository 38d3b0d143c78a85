#include "ports.hpp"

#include <cerrno>
#include <cstdint>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace app {

PortState look_at_port(int port) {
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return PortState::forbidden;
    // Connections that are closing still hold a port, though a service may listen there again.
    const int yes = 1;
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    const int bound = bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    const int fault = errno;
    close(descriptor);
    if (bound == 0) return PortState::free;
    return fault == EADDRINUSE ? PortState::taken : PortState::forbidden;
}

}  // namespace app
