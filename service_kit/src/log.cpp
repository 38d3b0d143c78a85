#include "service_kit/log.hpp"

#include "api/json.hpp"

#include <array>
#include <chrono>
#include <ctime>

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace service_kit {
namespace {

// What comes while they wait to be written is dropped, not waited for. Their room is taken at the start: some 400 bytes
// a line.
constexpr std::size_t lines_waiting = 16'384;

constexpr std::array<std::string_view, 4> level_names{"debug", "info", "warning", "error"};

// "2026-01-31T12:00:00.123Z"
std::string moment() {
    const auto now = std::chrono::system_clock::now();
    const auto seconds = std::chrono::system_clock::to_time_t(now);
    const auto milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 40> text{};
    const auto length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    std::snprintf(text.data() + length, text.size() - length, ".%03dZ", static_cast<int>(milliseconds));
    return text.data();
}

}  // namespace

struct Log::Sink {
    // The writer ends first: a last line would else take the logger with it, on the writer's thread.
    ~Sink() { writer.reset(); }

    std::shared_ptr<spdlog::details::thread_pool> writer =
        std::make_shared<spdlog::details::thread_pool>(lines_waiting, 1);
    std::shared_ptr<spdlog::async_logger> logger =
        std::make_shared<spdlog::async_logger>("log", std::make_shared<spdlog::sinks::stdout_sink_mt>(), writer,
                                               spdlog::async_overflow_policy::overrun_oldest);
};

Log::Log(std::string service, LogLevel level)
    : service_{std::move(service)}, level_{level}, sink_{std::make_unique<Sink>()} {
    sink_->logger->set_pattern("%v");
    sink_->logger->set_level(spdlog::level::trace);
    sink_->logger->flush_on(spdlog::level::warn);
}

Log::~Log() { flush(); }

void Log::flush() { sink_->logger->flush(); }

void Log::write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) {
    if (!takes(level)) return;
    std::string line;
    line.reserve(320);
    line.append(R"({"time":")").append(moment()).append(R"(","level":")");
    line.append(level_names[static_cast<std::size_t>(level)]).append(R"(","service":")").append(service_);
    line.append(R"(","message":)");
    api::append_text(line, message);
    for (const auto& [name, value] : fields) {
        line += ',';
        api::append_text(line, name);
        line += ':';
        std::visit([&line](const auto& one) { api::append(line, one); }, value);
    }
    line += '}';
    const bool is_urgent = level >= LogLevel::warning;
    sink_->logger->log(is_urgent ? spdlog::level::warn : spdlog::level::info, line);
}

}  // namespace service_kit
