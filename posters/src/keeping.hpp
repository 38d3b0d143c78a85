// Keeps what was fetched for a while: bytes under a key, with a moment at which they stop being good.
//
// Either in memory, or in files that several processes share: each is written beside its place and moved there whole,
// says of itself what it holds, and is passed over and removed where it is damaged. What has not been used for longest
// goes first when there is too much. What cannot be kept is not kept; nothing fails for it. Any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace posters {

using Moment = std::chrono::system_clock::time_point;

class Keeping {
public:
    virtual ~Keeping() = default;
    // None where it is not kept, or no longer good at `now`.
    virtual std::optional<std::string> find(const std::string& key, Moment now) = 0;
    virtual void keep(const std::string& key, const std::string& bytes, Moment good_until) = 0;
};

std::unique_ptr<Keeping> keep_in_memory(std::size_t most_bytes);
// Makes the folder; throws std::runtime_error with a remedy where it cannot be written to.
std::unique_ptr<Keeping> keep_on_disk(const std::filesystem::path& folder, std::size_t most_bytes);

// What a file of the folder holds, and how it is read again: none where it is not what was written for `key`.
struct KeptFile {
    std::chrono::seconds good_until{};
    std::string bytes{};
};
std::string kept_text(const std::string& key, const KeptFile& file);
std::optional<KeptFile> read_kept(const std::string& text, const std::string& key);

}  // namespace posters
