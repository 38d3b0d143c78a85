#include "terminal.hpp"

#include <algorithm>
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
    const char* code = colour == Colour::title ? "\033[1m" : colour == Colour::note ? "\033[2m" : "\033[33m";
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

}  // namespace app
