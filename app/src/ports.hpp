// Whether a service could listen on a port of this machine.
#pragma once

namespace app {

enum class PortState { free, taken, forbidden };

// Tries to bind `port` on all addresses, and lets go of it at once.
PortState look_at_port(int port);

}  // namespace app
