// A file that is made beside its place and moved there whole; removed again where that does not happen.
#pragma once

#include "core/base/result.hpp"

#include <filesystem>

namespace db_service {

class DraftFile {
public:
    // Makes it, empty, for its owner alone; is_made() says whether that was possible.
    explicit DraftFile(std::filesystem::path place);
    ~DraftFile();
    DraftFile(const DraftFile&) = delete;
    DraftFile& operator=(const DraftFile&) = delete;

    bool is_made() const noexcept { return fault_ == 0; }
    const std::filesystem::path& path() const noexcept { return draft_; }
    // On the disk, and in its place. Fails with file_unwritable.
    core::Result<core::Done> publish();
    core::Fault unwritable() const;

private:
    std::filesystem::path place_, draft_;
    int fault_ = 0;
};

}  // namespace db_service
