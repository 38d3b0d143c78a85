// The tensors in a safetensors file, mapped into memory rather than read.
//
// Trusts nothing in the header: every offset, shape and type is checked before a tensor is handed out. The views stay
// valid as long as the storage() they came from. Immutable after open(), any number of threads.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core::encoder {

enum class ElementType { f32, f16, bf16, other };

std::size_t bytes_of(ElementType type);  // 0 for `other`

struct Tensor {
    ElementType type = ElementType::other;
    std::vector<std::size_t> shape{};
    std::span<const std::byte> bytes{};  // row-major, little-endian, not aligned to anything
};

// Values `first` to `first + into.size()` of `tensor`, which is not of type `other`, as floats.
void read_floats(const Tensor& tensor, std::size_t first, std::span<float> into);

// The tensors by name in the content of a safetensors file, or what is wrong with it: half a sentence that goes on
// from the file's name. The views point into `content`.
Result<std::map<std::string, Tensor, std::less<>>, std::string> parse_safetensors(std::span<const std::byte> content);

class Safetensors {
public:
    // Maps `file`. Fails with model_missing or model_damaged.
    static Result<Safetensors> open(const std::filesystem::path& file);

    const std::filesystem::path& file() const noexcept { return file_; }
    bool contains(std::string_view name) const { return tensors_.contains(name); }

    // The tensor `name`. Fails with model_damaged where it is missing or its shape is another than `shape`, with
    // model_unsupported where its elements are not floating-point numbers.
    Result<Tensor> find(std::string_view name, std::span<const std::size_t> shape) const;

    // What keeps the mapping alive.
    std::shared_ptr<const void> storage() const { return storage_; }
    // Lets the system take back the memory of what was read so far; reading again brings it back.
    void forget_pages() const;

private:
    Safetensors() = default;

    std::filesystem::path file_{};
    std::shared_ptr<const void> storage_{};
    std::span<const std::byte> content_{};
    std::map<std::string, Tensor, std::less<>> tensors_{};
};

}  // namespace core::encoder
