// One file on its way from the hub to its place.
//
// Keeps what came in a ".part" beside the place. Used by Hub only.
#pragma once

#include "core/base/result.hpp"
#include "hub.hpp"

#include <fstream>
#include <optional>

namespace app {

class Hub::Download {
public:
    Download(const HubFile& file, std::filesystem::path place, const HubListener& listener);

    std::uint64_t size() const;  // of what is there already
    HttpReceiver receiver();

    // What went wrong on this side; none where nothing did.
    const std::optional<core::Fault>& fault() const { return fault_; }
    // Forgets what came: it is not a beginning of the file.
    void start_over();
    // Checks what came against the checksum and puts it in its place.
    core::Result<core::Done> finish(const HttpAnswer& answer);

private:
    bool start(const HttpAnswer& answer);
    bool write(std::string_view bytes);

    const HubFile& file_;
    std::filesystem::path place_, part_;
    const HubListener& listener_;
    std::ofstream stream_;
    std::uint64_t done_{}, total_{};
    std::optional<core::Fault> fault_;
};

}  // namespace app
