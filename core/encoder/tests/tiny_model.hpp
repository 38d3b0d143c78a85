// A whole model folder of a few kilobytes, written by the tests so that they can break it.
#pragma once

#include "test_support/temporary_folder.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace core::encoder {

// One entry of a safetensors header and its bytes.
struct TinyTensor {
    std::string dtype = "F32";
    std::vector<std::size_t> shape{};
    std::string bytes{};
};

using TinyTensors = std::map<std::string, TinyTensor>;

// A BERT of one layer, eight wide, with a vocabulary of a dozen pieces. Removes its folder when it goes.
class TinyModel {
public:
    TinyModel();

    const std::filesystem::path& folder() const { return folder_.path(); }
    std::string read(std::string_view file) const;
    void write(std::string_view file, std::string_view content) const;
    void remove(std::string_view file) const { std::filesystem::remove(folder() / file); }
    // Replaces `from`, which must be there, by `to`.
    void replace(std::string_view file, std::string_view from, std::string_view to) const;

    TinyTensors& tensors() { return tensors_; }
    // Writes tensors() as the model's weights; `padding` spaces end the header.
    void write_weights(std::size_t padding = 0) const;

private:
    test_support::TemporaryFolder folder_;
    TinyTensors tensors_{};
};

// A safetensors file with `header` as it is, `length` in front of it and `data` behind it.
std::string safetensors_file(std::uint64_t length, std::string_view header, std::string_view data);
std::string safetensors_file(const TinyTensors& tensors, std::size_t padding = 0);

}  // namespace core::encoder
