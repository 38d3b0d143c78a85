#include "service_kit/service.hpp"

namespace service_kit {

using std::chrono::milliseconds;

void ServiceSettings::add_to(SettingsReader& reader) {
    reader.add("address", address, "Address to listen at; 0.0.0.0 for all of this machine's");
    reader.add("port", port, "TCP port; 0 picks a free one");
    reader.add("workers", workers, {0, 256}, "Threads that compute answers; 0 is one for each core");
    reader.add("queue", queue, {1, 100'000}, "Requests that may wait for a worker; more are told to come back");
    reader.add("connections", connections, {1, 1'000'000}, "Open connections at most");
    reader.add("body-kib", body_kib, {1, 65'536}, "Longest body of a request, in KiB");
    reader.add("header-kib", header_kib, {1, 1024}, "Longest header of a request, in KiB");
    reader.add("kept-mib", kept_mib, {0, 65'536}, "Memory for answers that are sent again, in MiB");
    reader.add("read-timeout", read_timeout, {milliseconds{10}, milliseconds{600'000}}, "For a request to come in");
    reader.add("write-timeout", write_timeout, {milliseconds{10}, milliseconds{600'000}}, "For an answer to go out");
    reader.add("idle-timeout", idle_timeout, {milliseconds{10}, milliseconds{3'600'000}}, "Between two requests");
    reader.add("stop-timeout", stop_timeout, {milliseconds{0}, milliseconds{600'000}},
               "For running requests at the end");
    reader.add("cors-origin", cors_origins, "Origins whose pages may ask; * for all");
    reader.add_choice("log-level", log_level, {"debug", "info", "warning", "error", "off"}, "Least that is logged");
    reader.add("access-log", access_log, "A log line for every request");
}

LogLevel ServiceSettings::level() const {
    if (log_level == "debug") return LogLevel::debug;
    if (log_level == "warning") return LogLevel::warning;
    if (log_level == "error") return LogLevel::error;
    return log_level == "off" ? LogLevel::off : LogLevel::info;
}

}  // namespace service_kit
