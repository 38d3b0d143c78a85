// A file that is made beside its place and moved there when it is whole.
//
// Whoever reads the place meets the old file or the new one. A draft that is not published is removed again; those of
// processes that were killed are removed by the next draft for the same place.
#pragma once

#include <filesystem>

namespace core::catalogue {

class DraftFile {
public:
    // Throws std::filesystem::filesystem_error where the folder of `place` cannot be made.
    explicit DraftFile(std::filesystem::path place);
    DraftFile(const DraftFile&) = delete;
    DraftFile& operator=(const DraftFile&) = delete;
    ~DraftFile();

    const std::filesystem::path& path() const { return draft_; }

    // Makes the draft durable and moves it to its place. Throws std::filesystem::filesystem_error.
    void publish();

private:
    std::filesystem::path place_;
    std::filesystem::path draft_;
};

}  // namespace core::catalogue
