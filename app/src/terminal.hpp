// Text for a terminal of 80 columns: wrapped lines, colours where they are wanted, a progress bar.
//
// Pure functions over strings; widths are counted in code points.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace app {

inline constexpr std::size_t terminal_columns = 80;

std::size_t columns_of(std::string_view utf8);

// `text` broken at spaces into lines of at most 80 columns, each after `indent` spaces; ends with a line end.
std::string wrapped(std::string_view text, std::size_t indent);

enum class Colour { title, note, star, good, bad };

// `text` in `colour`, or as it is when `coloured` is false.
std::string painted(std::string_view text, Colour colour, bool coloured);

struct Progress {
    std::size_t done{}, total{};
    std::chrono::duration<double> taken{};
    const char* unit = "";  // of what is done, with a space before it
};

// "[######......] 50 %  8000 of 16000 MB  950/s  0:08 left", one line of at most 80 columns without a line end.
std::string progress_bar(const Progress& progress);

// "model.safetensors [######......] 50 %  45 of 91 MB  12.3 MB/s  0:04 left", of bytes, as wide at most;
// `before` of them were there already and say nothing of the rate.
std::string transfer_bar(std::string_view name, const Progress& progress, std::size_t before = 0);

// "91 MB", "0.5 MB": bytes as people count them.
std::string megabytes(std::size_t bytes);

}  // namespace app
