#include "new_file.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace app {

NewFile::NewFile(std::filesystem::path place) : place_{std::move(place)} {
    std::error_code ignored;
    const auto status = std::filesystem::status(place_, ignored);
    // A device or a pipe is written to, not replaced.
    is_replaced_ = !std::filesystem::exists(status) || std::filesystem::is_regular_file(status);
    draft_ = is_replaced_ ? place_.string() + "." + std::to_string(getpid()) + ".new" : place_.string();
    descriptor_ = open(draft_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor_ < 0) note_fault();
}

NewFile::~NewFile() {
    if (descriptor_ < 0) return;
    close(descriptor_);
    if (is_replaced_) unlink(draft_.c_str());
}

void NewFile::note_fault() {
    if (fault_ == 0) fault_ = errno;
}

void NewFile::write(std::string_view bytes) {
    constexpr std::size_t enough = 1 << 20;
    buffer_ += bytes;
    if (buffer_.size() >= enough) flush();
}

void NewFile::flush() {
    std::string_view rest = buffer_;
    while (!rest.empty() && fault_ == 0) {
        const auto written = ::write(descriptor_, rest.data(), rest.size());
        if (written >= 0)
            rest.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            note_fault();
    }
    buffer_.clear();
}

core::Result<core::Done> NewFile::publish() {
    flush();
    if (fault_ == 0 && is_replaced_ && fsync(descriptor_) != 0) note_fault();
    if (fault_ == 0 && is_replaced_ && rename(draft_.c_str(), place_.c_str()) != 0) note_fault();
    if (fault_ != 0)
        return core::Fault{"file_unwritable", place_.string() + " cannot be written: " + std::strerror(fault_),
                           "check the folder's permissions and the free space on the disk"};
    close(std::exchange(descriptor_, -1));
    return core::Done{};
}

}  // namespace app
