#include "client_fault.hpp"

#include <array>

namespace service_kit {
namespace {

struct Wording {
    std::string_view code, before, after;
};

// In the order of ClientError.
constexpr std::array<Wording, 10> wordings{{
    {"bad_url", "this is not an address that can be asked", ""},
    {"unresolved", "the name of ", " was not found"},
    {"unreachable", "", " could not be reached"},
    {"tls_failed", "no trusted connection could be made to ", ""},
    {"timed_out", "", " did not answer in time"},
    {"cut", "", " ended the connection before its answer was whole"},
    {"bad_answer", "what ", " answered is not HTTP"},
    {"too_large", "the answer of ", " is longer than is taken here"},
    {"circuit_open", "", " has failed several times and is left alone for a while"},
    {"stopped", "the client ended before the request was answered", ""},
}};
static_assert(wordings[static_cast<std::size_t>(ClientError::stopped)].code == "stopped");

const Wording& wording_of(ClientError error) { return wordings.at(static_cast<std::size_t>(error)); }

}  // namespace

std::string_view code_of(ClientError error) { return wording_of(error).code; }

ClientFault fault_of(ClientError error, const ClientUrl& url, std::string_view detail) {
    const auto& wording = wording_of(error);
    std::string message{wording.before};
    if (error != ClientError::bad_url && error != ClientError::stopped)
        message += url.scheme + "://" + url.written_host();
    message += wording.after;
    if (!detail.empty()) message.append(": ").append(detail);
    return {error, std::move(message)};
}

}  // namespace service_kit
