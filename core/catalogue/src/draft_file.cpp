#include "draft_file.hpp"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <string>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace core::catalogue {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffix = ".new";

void sync(const fs::path& path) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return;
    const int status = fsync(descriptor);
    const int error = errno;
    close(descriptor);
    // A folder that cannot be synced is no reason to refuse; a file that did not reach the disk is.
    if (status != 0 && error != EINVAL) throw fs::filesystem_error{"fsync", path, {error, std::generic_category()}};
}

fs::path folder_of(const fs::path& place) { return place.has_parent_path() ? place.parent_path() : "."; }

void remove_with_journal(const fs::path& draft) {
    std::error_code ignored;
    fs::remove(draft, ignored);
    fs::remove(draft.string() + "-journal", ignored);
}

// Whether `name` is "<place>.<process>.new" of a process that is no more.
bool is_abandoned(std::string_view name, std::string_view place) {
    if (!name.starts_with(place) || !name.ends_with(suffix)) return false;
    name.remove_prefix(place.size());
    name.remove_suffix(suffix.size());
    if (!name.starts_with('.')) return false;
    pid_t process{};
    const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), process);
    return error == std::errc{} && end == name.data() + name.size() && process > 0 && kill(process, 0) != 0 &&
           errno == ESRCH;
}

void remove_abandoned(const fs::path& place) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator{folder_of(place), ignored})
        if (is_abandoned(entry.path().filename().string(), place.filename().string()))
            remove_with_journal(entry.path());
}

}  // namespace

DraftFile::DraftFile(fs::path place)
    : place_{std::move(place)}, draft_{place_.string() + "." + std::to_string(getpid()) + std::string{suffix}} {
    fs::create_directories(folder_of(place_));
    remove_abandoned(place_);
    fs::remove(draft_);
}

DraftFile::~DraftFile() { remove_with_journal(draft_); }

void DraftFile::publish() {
    sync(draft_);
    fs::rename(draft_, place_);
    sync(folder_of(place_));
}

}  // namespace core::catalogue
