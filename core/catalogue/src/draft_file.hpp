// A file that is made beside its place and moved there when it is whole.
//
// A reader of the place meets the old file or the new one. Drafts of programs that were killed are removed by the next
// one. Throws std::filesystem::filesystem_error. For one thread.
#pragma once

#include <filesystem>

namespace core::catalogue {

// Removed again unless publish() moved it to its place.
class DraftFile {
public:
    explicit DraftFile(std::filesystem::path place);
    DraftFile(const DraftFile&) = delete;
    DraftFile& operator=(const DraftFile&) = delete;
    ~DraftFile();

    const std::filesystem::path& path() const { return draft_; }
    void publish();

private:
    void remove_abandoned() const;
    std::filesystem::path place_;
    std::filesystem::path draft_;
};

}  // namespace core::catalogue
