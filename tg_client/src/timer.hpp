// Work put off for a while, on the loop's thread.
#pragma once

#include "service_kit/event_loop.hpp"

#include <chrono>
#include <functional>

namespace tg_client {

// Nobody can call it back: `work` finds out by itself whether it is still wanted.
void after(service_kit::EventLoop& loop, std::chrono::milliseconds pause, std::function<void()> work);

}  // namespace tg_client
