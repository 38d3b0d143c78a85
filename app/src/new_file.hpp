// A file that is made beside its place and moved there whole: readers meet the old one or the new one.
//
// Left unpublished, it is removed again. A place that is a device or a pipe is written to as it goes. For one thread.
#pragma once

#include "core/base/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace app {

class NewFile {
public:
    explicit NewFile(std::filesystem::path place);
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile();

    // Adds `bytes`. What goes wrong is kept and told by publish().
    void write(std::string_view bytes);

    // Puts all that was written in its place, on the disk. Fails with file_unwritable.
    core::Result<core::Done> publish();

private:
    void flush();
    void note_fault();

    std::filesystem::path place_, draft_;
    std::string buffer_;
    bool is_replaced_ = true;
    int descriptor_ = -1;
    int fault_ = 0;  // errno of the first fault
};

}  // namespace app
