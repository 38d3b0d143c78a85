#include "client_trial.hpp"

#include <boost/asio/error.hpp>

namespace service_kit {

namespace asio = boost::asio;

Trial failed_trial(const ClientUrl& url, ClientError error, TryEnd end, std::string_view detail) {
    return {.result = fault_of(error, url, detail), .end = end};
}

Trial answered_trial(ClientAnswer answer, bool keeps_connection) {
    const auto end = end_of(answer.status);
    std::optional<std::chrono::seconds> retry_after;
    if (const auto value = answer.headers.find("Retry-After")) retry_after = read_retry_after(*value);
    return {std::move(answer), end, retry_after, keeps_connection};
}

Trial broken_trial(const ClientUrl& url, const boost::system::error_code& error, bool is_stale) {
    if (error == asio::error::operation_aborted) return failed_trial(url, ClientError::stopped, TryEnd::hopeless);
    if (error == asio::error::timed_out) return failed_trial(url, ClientError::timed_out, TryEnd::lost);
    return failed_trial(url, ClientError::cut, is_stale ? TryEnd::stale : TryEnd::lost);
}

CircuitBreaker::Outcome outcome_of(const Trial& trial) {
    using enum CircuitBreaker::Outcome;
    switch (trial.end) {
        case TryEnd::answered:
            return success;
        case TryEnd::busy:
            return trial.result.value().status == 429 ? success : failure;
        case TryEnd::not_sent:
        case TryEnd::lost:
            return failure;
        case TryEnd::stale:
            return unknown;
        case TryEnd::hopeless:
            break;
    }
    if (trial.result.error().error == ClientError::too_large) return success;
    return trial.result.error().error == ClientError::stopped ? unknown : failure;
}

}  // namespace service_kit
