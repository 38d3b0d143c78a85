// Log lines as JSON, one object a line, on standard output.
//
// A narrow door to spdlog. Any thread. What is logged is named by the caller, field by field, so that a secret is never
// logged by accident: nothing here takes headers or settings whole.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace service_kit {

enum class LogLevel { debug, info, warning, error, off };

using LogValue = std::variant<std::string_view, std::int64_t, double, bool>;
using LogField = std::pair<std::string_view, LogValue>;

class Log {
public:
    // `service` stands in every line.
    explicit Log(std::string service, LogLevel level = LogLevel::info);
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    void write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {});
    bool takes(LogLevel level) const noexcept { return level >= level_ && level_ != LogLevel::off; }
    void flush();

private:
    struct Sink;
    std::string service_;
    LogLevel level_;
    std::unique_ptr<Sink> sink_;
};

}  // namespace service_kit
