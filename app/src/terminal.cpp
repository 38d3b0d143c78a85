#include "terminal.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace app {

std::size_t columns_of(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0U) != 0x80U; }));
}

std::string wrapped(std::string_view text, std::size_t indent) {
    const std::string margin(indent, ' ');
    std::string lines;
    std::string line;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const auto word = text.substr(0, end);
        if (!line.empty() && indent + columns_of(line) + 1 + columns_of(word) > terminal_columns) {
            lines += margin + line + "\n";
            line.clear();
        }
        line.append(line.empty() ? "" : " ").append(word);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return line.empty() ? lines : lines + margin + line + "\n";
}

std::string painted(std::string_view text, Colour colour, bool coloured) {
    if (!coloured) return std::string{text};
    constexpr std::array codes{"\033[1m", "\033[2m", "\033[33m", "\033[32m", "\033[31m"};
    const char* code = codes[static_cast<std::size_t>(colour)];
    return code + std::string{text} + "\033[0m";
}

std::string progress_bar(const Progress& progress) {
    constexpr int width = 24;
    const double share =
        progress.total == 0 ? 1.0 : static_cast<double>(progress.done) / static_cast<double>(progress.total);
    const auto filled = static_cast<int>(share * width);
    const double rate = progress.taken.count() > 0 ? static_cast<double>(progress.done) / progress.taken.count() : 0;
    const double left = rate > 0 ? static_cast<double>(progress.total - progress.done) / rate : 0;
    const auto seconds = static_cast<int>(std::ceil(left));
    char line[terminal_columns + 1];
    std::snprintf(line, sizeof line, "[%s%s] %3.0f %%  %zu of %zu%s  %.0f/s  %d:%02d left",
                  std::string(static_cast<std::size_t>(filled), '#').c_str(),
                  std::string(static_cast<std::size_t>(width - filled), '.').c_str(), share * 100, progress.done,
                  progress.total, progress.unit, rate, seconds / 60, seconds % 60);
    return line;
}

std::string megabytes(std::size_t bytes) {
    char text[32];
    const auto count = static_cast<double>(bytes) / 1e6;
    std::snprintf(text, sizeof text, count < 10 ? "%.1f MB" : "%.0f MB", count);
    return text;
}

std::string transfer_bar(std::string_view name, const Progress& progress, std::size_t before) {
    constexpr std::size_t width = 12;
    const double done = static_cast<double>(progress.done);
    const double share = progress.total == 0 ? 1.0 : std::min(1.0, done / static_cast<double>(progress.total));
    const auto filled = static_cast<std::size_t>(share * width);
    const double rate = progress.taken.count() > 0 ? (done - static_cast<double>(before)) / progress.taken.count() : 0;
    const double left = rate > 0 ? (static_cast<double>(progress.total) - done) / rate : 0;
    const auto seconds = static_cast<int>(std::ceil(std::clamp(left, 0.0, 359'999.0)));
    char line[terminal_columns + 1];
    std::snprintf(line, sizeof line, "%.20s [%s%s] %3.0f %%  %s of %s  %.1f MB/s  %d:%02d left",
                  std::string{name}.c_str(), std::string(filled, '#').c_str(), std::string(width - filled, '.').c_str(),
                  share * 100, megabytes(progress.done).c_str(), megabytes(progress.total).c_str(), rate / 1e6,
                  seconds / 60, seconds % 60);
    return line;
}

}  // namespace app
