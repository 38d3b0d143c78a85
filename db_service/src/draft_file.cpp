#include "draft_file.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace db_service {
namespace {

int sync(const std::filesystem::path& file, int flags) {
    const int opened = open(file.c_str(), flags | O_CLOEXEC);
    if (opened < 0) return errno;
    const int fault = fsync(opened) == 0 ? 0 : errno;
    close(opened);
    return fault;
}

}  // namespace

DraftFile::DraftFile(std::filesystem::path place)
    : place_{std::move(place)}, draft_{place_.string() + "." + std::to_string(getpid()) + ".new"} {
    const int made = open(draft_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (made < 0) fault_ = errno;
    if (made >= 0) close(made);
}

DraftFile::~DraftFile() {
    std::error_code ignored;
    std::filesystem::remove(draft_, ignored);
}

core::Result<core::Done> DraftFile::publish() {
    if (fault_ == 0) fault_ = sync(draft_, O_RDONLY);
    if (fault_ == 0 && rename(draft_.c_str(), place_.c_str()) != 0) fault_ = errno;
    if (fault_ != 0) return unwritable();
    sync(place_.has_parent_path() ? place_.parent_path() : ".", O_RDONLY | O_DIRECTORY);
    return core::Done{};
}

core::Fault DraftFile::unwritable() const {
    return {"file_unwritable", place_.string() + " cannot be written: " + std::strerror(fault_),
            "check the folder's permissions and the free space on the disk"};
}

}  // namespace db_service
