#include "draft_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

namespace core::catalogue {
namespace {

std::filesystem::path folder_of(const std::filesystem::path& file) {
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
}

void sync(const std::filesystem::path& path) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return;
    const int status = fsync(descriptor);
    const int error = errno;
    close(descriptor);
    // A folder that cannot be synced is no reason to refuse; a file that did not reach the disk is.
    if (status != 0 && error != EINVAL)
        throw std::filesystem::filesystem_error{"fsync", path, {error, std::generic_category()}};
}

}  // namespace

DraftFile::DraftFile(std::filesystem::path place)
    : place_{std::move(place)}, draft_{place_.string() + "." + std::to_string(getpid()) + ".new"} {
    if (place_.has_parent_path()) std::filesystem::create_directories(place_.parent_path());
    remove_abandoned();
}

DraftFile::~DraftFile() {
    std::error_code ignored;
    std::filesystem::remove(draft_, ignored);
    std::filesystem::remove(draft_.string() + "-journal", ignored);
}

void DraftFile::publish() {
    sync(draft_);
    std::filesystem::rename(draft_, place_);
    sync(folder_of(place_));
}

// Drafts of programs that were killed, and of an earlier one that had our number.
void DraftFile::remove_abandoned() const {
    const auto prefix = place_.filename().string() + ".";
    for (const auto& entry : std::filesystem::directory_iterator{folder_of(place_)}) {
        const auto name = entry.path().filename().string();
        if (!name.starts_with(prefix) || name.find(".new", prefix.size()) == std::string::npos) continue;
        const int process = std::atoi(name.c_str() + prefix.size());
        if (process <= 0) continue;
        const bool is_alive = process != getpid() && (kill(process, 0) == 0 || errno != ESRCH);
        std::error_code ignored;
        if (!is_alive) std::filesystem::remove(entry.path(), ignored);
    }
}

}  // namespace core::catalogue
