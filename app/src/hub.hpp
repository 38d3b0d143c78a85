// The Hugging Face hub: which files a model has, and the files themselves.
//
// Speaks the hub's own layout of addresses, so that mirrors work as well. A file is taken up where it was cut, and what
// arrives is held to the checksum that is pinned or that the hub names. For one thread.
#pragma once

#include "core/base/result.hpp"
#include "http_client.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace app {

struct HubAddress {
    std::string endpoint = "https://huggingface.co";
    std::string token{};
};

struct HubListing {
    std::string revision{};
    std::vector<std::string> files{};  // those that an encoder reads, the weights last
};

struct HubFile {
    std::string repository{}, revision{}, path{};
    std::string sha256{};  // where it is pinned
};

// What the one who waits is told: progress, and pauses.
struct HubListener {
    std::function<void(const std::string& file, std::uint64_t done, std::uint64_t total)> progress{};
    std::function<void(const std::string& what)> note{};
    std::function<bool()> interrupted = [] { return false; };
};

class Hub {
public:
    Hub(HubAddress address, HttpClient& client, HubListener listener);

    // The files of the newest revision of `repository`. Fails with model_unsupported where it has no weights in
    // safetensors, with hub_refused, hub_busy or as HttpClient does.
    core::Result<HubListing> list(const std::string& repository);

    // Puts `file` into `place`, whole and checked; what came before a cut stays in `place`.part. Fails with
    // model_checksum, file_unwritable or as list() does.
    core::Result<core::Done> fetch(const HubFile& file, const std::filesystem::path& place);

private:
    class Download;
    enum class Next { done, again };
    core::Result<HttpAnswer> ask(const std::string& url, std::string& body);
    core::Result<Next> judge(const HttpAnswer& answer, const std::string& what);
    core::Result<Next> wait(std::chrono::seconds time, const std::string& why);

    HubAddress address_;
    HttpClient& client_;
    HubListener listener_;
    int pauses_ = 0;
};

// Whether an encoder reads the file `path` of a model's repository.
bool is_wanted_of_hub(const std::string& path);

}  // namespace app
