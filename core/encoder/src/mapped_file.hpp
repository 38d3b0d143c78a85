// A file as read-only memory.
//
// Pages come in when they are touched. A file that shrinks while it is mapped breaks its readers: models are replaced
// by renaming, never written over. Immutable, any number of threads.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <filesystem>
#include <span>

namespace core::encoder {

class MappedFile {
public:
    // Maps the whole of `file`. Fails with model_missing or model_damaged.
    static Result<MappedFile> open(const std::filesystem::path& file);

    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&&) = delete;
    ~MappedFile();

    std::span<const std::byte> bytes() const noexcept { return bytes_; }

private:
    explicit MappedFile(std::span<const std::byte> bytes) : bytes_{bytes} {}

    std::span<const std::byte> bytes_;
};

// Takes the pages of a mapping out of this process's memory; touching them again reads them again.
void forget(std::span<const std::byte> mapping);

}  // namespace core::encoder
