#include "picture_check.hpp"

#include <cstdint>

namespace posters {
namespace {

using namespace std::string_view_literals;

constexpr int least_side = 60;
constexpr int longest_side = 4'000;

// Numbers out of the bytes; 0 where there are none.
class Bytes {
public:
    explicit Bytes(std::string_view bytes) : bytes_{bytes} {}
    int at(std::size_t place) const { return place < bytes_.size() ? static_cast<unsigned char>(bytes_[place]) : 0; }
    int big16(std::size_t place) const { return at(place) << 8 | at(place + 1); }
    int little16(std::size_t place) const { return at(place + 1) << 8 | at(place); }
    int little24(std::size_t place) const { return at(place + 2) << 16 | little16(place); }
    bool has(std::size_t place, std::string_view text) const {
        return bytes_.size() >= place && bytes_.substr(place).starts_with(text);
    }
    std::size_t size() const { return bytes_.size(); }

private:
    std::string_view bytes_;
};

// The frame's header comes after segments that say how long they are.
PictureKind jpeg_kind(const Bytes& bytes) {
    std::size_t at = 2;
    while (at + 9 < bytes.size() && bytes.at(at) == 0xFF) {
        const int marker = bytes.at(at + 1);
        const bool is_frame = 0xC0 <= marker && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (is_frame) return {"image/jpeg", bytes.big16(at + 7), bytes.big16(at + 5)};
        at += marker == 0xFF ? 1 : 2 + static_cast<std::size_t>(bytes.big16(at + 2));
    }
    return {};
}

PictureKind png_kind(const Bytes& bytes) {
    const bool is_small = bytes.big16(16) == 0 && bytes.big16(20) == 0;
    return bytes.has(12, "IHDR"sv) && is_small ? PictureKind{"image/png", bytes.big16(18), bytes.big16(22)}
                                               : PictureKind{};
}

PictureKind webp_kind(const Bytes& bytes) {
    if (bytes.has(12, "VP8X"sv)) return {"image/webp", bytes.little24(24) + 1, bytes.little24(27) + 1};
    if (bytes.has(12, "VP8 "sv) && bytes.has(23, "\x9d\x01\x2a"sv))
        return {"image/webp", bytes.little16(26) & 0x3FFF, bytes.little16(28) & 0x3FFF};
    if (bytes.has(12, "VP8L"sv) && bytes.at(20) == 0x2F) {
        const auto packed = static_cast<unsigned>(bytes.little16(21)) | static_cast<unsigned>(bytes.little16(23))
                                                                            << 16U;
        return {"image/webp", static_cast<int>(packed & 0x3FFFU) + 1, static_cast<int>(packed >> 14U & 0x3FFFU) + 1};
    }
    return {};
}

}  // namespace

std::optional<PictureKind> find_picture_kind(std::string_view text) {
    if (text.size() < 32 || text.size() > most_picture_bytes) return std::nullopt;
    const Bytes bytes{text};
    PictureKind kind;
    if (bytes.has(0, "\xFF\xD8\xFF"sv)) kind = jpeg_kind(bytes);
    if (bytes.has(0, "\x89PNG\r\n\x1a\n"sv)) kind = png_kind(bytes);
    if (bytes.has(0, "RIFF"sv) && bytes.has(8, "WEBP"sv)) kind = webp_kind(bytes);
    const auto is_side = [](int side) { return least_side <= side && side <= longest_side; };
    const bool is_poster =
        is_side(kind.width) && is_side(kind.height) && kind.height <= 3 * kind.width && kind.width <= 3 * kind.height;
    return is_poster ? std::optional{kind} : std::nullopt;
}

}  // namespace posters
