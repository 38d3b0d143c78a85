// Updates on disk until they are handled, so that they may be confirmed to Telegram as soon as they have come: neither
// a killed process nor one slow chat loses or holds up any.
//
// One line for each update that came and one for each that was handled, appended; the file is written anew, beside its
// place, when most of it is of no more use. Lines that make no sense (a killed process leaves half of one) are passed
// over. Any thread. One process for one folder.
#pragma once

#include "tg_client/telegram/types.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tg_client {

class UpdateJournal {
public:
    // Reads what there is in `folder`, which is made where there is none. Throws std::system_error where it cannot.
    // What is older than a day is of no use: Telegram has forgotten it, too.
    explicit UpdateJournal(std::string folder);
    ~UpdateJournal();
    UpdateJournal(const UpdateJournal&) = delete;
    UpdateJournal& operator=(const UpdateJournal&) = delete;

    // Those that came and were not handled, by id.
    std::vector<Update> unhandled() const;
    // The id after the last one that came; 0 where none has.
    std::int64_t next() const;

    // False where it could not be written, and then it is as if nothing had come.
    bool came(const Update& update);
    bool handled(std::int64_t id);
    // That `id` need not come, either: it makes no sense.
    bool passed_over(std::int64_t id);

private:
    void read();
    void read_line(std::string_view line);
    bool append(const std::string& line);
    bool write_anew();

    std::string path_;
    mutable std::mutex mutex_;
    std::map<std::int64_t, std::string> unhandled_{};  // updates as JSON; guarded by the mutex, as are the next
    std::int64_t next_{};
    std::size_t needed_bytes_{};  // of the file
    std::size_t bytes_{};
    int file_ = -1;
};

}  // namespace tg_client
