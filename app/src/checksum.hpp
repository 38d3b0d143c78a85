// Checksums of bytes as they come, and of files.
//
// An instance is for one thread.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace app {

class Checksum {
public:
    enum class Kind { sha256, sha1 };
    explicit Checksum(Kind kind = Kind::sha256);
    void add(std::string_view bytes);
    // The hexadecimal digits, 64 or 40, of all that was added; to be called once.
    std::string digest();

private:
    struct Free {
        void operator()(void* context) const;
    };
    std::unique_ptr<void, Free> context_;
};

// The digest of what is in `file`; none where it cannot be read.
std::optional<std::string> sha256_of(const std::filesystem::path& file);

// What Git calls the content of `file`: a SHA-1 by which the hub names files that are not large.
std::optional<std::string> git_sha1_of(const std::filesystem::path& file);

}  // namespace app
