// Any bytes as a safetensors file: refused, or every tensor lies within the file and can be read to its last value.
//
// The first input byte tells whether the rest is a whole file or only a header, whose length is then put in front: few
// random files would get past those eight bytes.
#include "safetensors.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace {

using namespace core::encoder;

std::vector<std::byte> file_of(const std::uint8_t* data, std::size_t size) {
    const bool is_whole = size == 0 || data[0] % 2 == 0;
    std::vector<std::byte> file;
    const std::size_t start = size == 0 ? 0 : 1;
    if (!is_whole) {
        const std::uint64_t length = size - start;
        file.resize(sizeof length);
        std::memcpy(file.data(), &length, sizeof length);
    }
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    file.insert(file.end(), bytes + start, bytes + size);
    if (!is_whole) file.resize(file.size() + 64);
    return file;
}

void check(const Tensor& tensor, const std::vector<std::byte>& file) {
    const auto* begin = tensor.bytes.data();
    if (!tensor.bytes.empty() && (begin < file.data() || begin + tensor.bytes.size() > file.data() + file.size()))
        std::abort();
    if (tensor.type == ElementType::other) return;
    std::size_t count = 1;
    for (const auto length : tensor.shape) count *= length;
    if (count * bytes_of(tensor.type) != tensor.bytes.size()) std::abort();
    std::vector<float> values(count);
    read_floats(tensor, 0, values);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto file = file_of(data, size);
    const auto tensors = parse_safetensors(file);
    if (!tensors) return 0;
    for (const auto& [name, tensor] : tensors.value()) check(tensor, file);
    return 0;
}
