// A JPEG as pixels, for tests that look at pictures.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace posters {

struct JpegPicture {
    int width{}, height{};
    std::vector<unsigned char> pixels{};  // red, green, blue; row by row

    int brightness(int x, int y) const {
        const auto at =
            (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 3;
        return (pixels.at(at) + pixels.at(at + 1) + pixels.at(at + 2)) / 3;
    }
};

// Ends the test program where it is none.
JpegPicture read_jpeg(const std::string& bytes);

}  // namespace posters
