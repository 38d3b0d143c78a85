// How one try to get an answer ended: what the caller would be told, and what retries and the breaker make of it.
#pragma once

#include "circuit_breaker.hpp"
#include "client_fault.hpp"
#include "client_url.hpp"
#include "retry.hpp"
#include "service_kit/http_client.hpp"

#include <chrono>
#include <optional>
#include <string_view>

#include <boost/system/error_code.hpp>

namespace service_kit {

struct Trial {
    ClientResult result;
    TryEnd end{};
    std::optional<std::chrono::seconds> retry_after{};
    bool keeps_connection = false;
};

Trial failed_trial(const ClientUrl& url, ClientError error, TryEnd end, std::string_view detail = {});
Trial answered_trial(ClientAnswer answer, bool keeps_connection);
// Of an exchange that ended with `error` before the answer was whole.
Trial broken_trial(const ClientUrl& url, const boost::system::error_code& error, bool is_stale);

CircuitBreaker::Outcome outcome_of(const Trial& trial);

}  // namespace service_kit
