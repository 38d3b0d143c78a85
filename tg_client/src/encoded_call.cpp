#include "tg_client/telegram/encoded_call.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <random>

namespace tg_client {
namespace {

// What may stand between the quotation marks of a header.
std::string quoted(std::string_view text) {
    std::string safe;
    for (const char letter : text) {
        if (letter == '"')
            safe += "%22";
        else if (static_cast<unsigned char>(letter) >= ' ')
            safe += letter;
    }
    return safe;
}

}  // namespace

std::string multipart(const std::vector<FormField>& fields, const InputFile& file, std::string_view boundary) {
    std::string body;
    const auto begin_part = [&](std::string_view name) -> std::string& {
        return body.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"").append(name);
    };
    for (const auto& [name, text] : fields) begin_part(name).append("\"\r\n\r\n").append(text).append("\r\n");
    begin_part(InputFile::part).append("\"; filename=\"").append(quoted(file.file_name())).append("\"\r\n");
    body.append("Content-Type: application/octet-stream\r\n\r\n").append(file.bytes());
    return body.append("\r\n--").append(boundary).append("--\r\n");
}

std::string new_boundary() {
    std::random_device random;
    std::string boundary{"kinosovet"};
    for (int word = 0; word < 4; ++word) {
        std::array<char, 8> digits{};
        const std::uint32_t number = random();
        boundary.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr);
    }
    return boundary;
}

}  // namespace tg_client
