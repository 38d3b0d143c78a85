#include "update_journal.hpp"

#include <cerrno>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace tg_client {
namespace {

constexpr std::string_view came_word = "came ";
constexpr std::string_view handled_word = "handled ";
constexpr std::string_view next_word = "next ";
constexpr std::size_t unneeded_bytes = std::size_t{256} * 1024;  // that are left to lie
constexpr std::chrono::hours lifetime{24};

// Appends; only this user may read what people wrote.
int open_file(const std::string& path, int flags) {
    return ::open(path.c_str(), flags | O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::optional<std::int64_t> number_in(std::string_view digits) {
    std::int64_t number{};
    const auto* const end = digits.data() + digits.size();
    const auto [stop, fault] = std::from_chars(digits.data(), end, number);
    return fault == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

}  // namespace

UpdateJournal::UpdateJournal(std::string folder) : path_{std::move(folder) + "/updates.journal"} {
    std::filesystem::create_directories(std::filesystem::path{path_}.parent_path());
    read();
    if (!write_anew()) throw std::system_error{errno, std::generic_category(), path_ + " cannot be written"};
}

UpdateJournal::~UpdateJournal() { ::close(file_); }

void UpdateJournal::read() {
    std::error_code fault;
    const auto changed = std::filesystem::last_write_time(path_, fault);
    if (fault || std::filesystem::file_time_type::clock::now() - changed > lifetime) return;
    std::ifstream file{path_};
    // A line without its end is half of one.
    for (std::string line; std::getline(file, line) && !file.eof();) read_line(line);
}

void UpdateJournal::read_line(std::string_view line) {
    if (line.starts_with(came_word)) {
        const auto json = line.substr(came_word.size());
        const auto update = read_update(json);
        if (!update) return;
        unhandled_.insert_or_assign(update.value().update_id, json);
        next_ = update.value().update_id + 1;
    } else if (line.starts_with(handled_word)) {
        if (const auto id = number_in(line.substr(handled_word.size()))) unhandled_.erase(*id);
    } else if (line.starts_with(next_word)) {
        next_ = number_in(line.substr(next_word.size())).value_or(next_);
    }
}

// What is needed, beside its place, and then there.
bool UpdateJournal::write_anew() {
    std::string text;
    for (const auto& [id, json] : unhandled_) text.append(came_word).append(json).append("\n");
    text.append(next_word).append(std::to_string(next_)).append("\n");
    const auto beside = path_ + ".new";
    const int file = open_file(beside, O_TRUNC);
    if (file < 0) return false;
    if (!write_all(file, text) || ::rename(beside.c_str(), path_.c_str()) != 0) return ::close(file), false;
    if (file_ >= 0) ::close(file_);
    file_ = file;
    needed_bytes_ = bytes_ = text.size();
    return true;
}

bool UpdateJournal::append(const std::string& line) {
    const bool is_torn = file_ < 0;
    if ((is_torn || bytes_ > 2 * needed_bytes_ + unneeded_bytes) && !write_anew() && is_torn) return false;
    if (!write_all(file_, line)) {
        // Half a line would spoil the next one.
        ::close(std::exchange(file_, -1));
        return false;
    }
    bytes_ += line.size();
    return true;
}

std::vector<Update> UpdateJournal::unhandled() const {
    const std::lock_guard lock{mutex_};
    std::vector<Update> updates;
    for (const auto& [id, json] : unhandled_)
        if (auto update = read_update(json)) updates.push_back(std::move(update).value());
    return updates;
}

std::int64_t UpdateJournal::next() const {
    const std::lock_guard lock{mutex_};
    return next_;
}

bool UpdateJournal::came(const Update& update) {
    auto json = api::write(update);
    const std::lock_guard lock{mutex_};
    if (!append(std::string{came_word} + json + "\n")) return false;
    needed_bytes_ += json.size();
    unhandled_.insert_or_assign(update.update_id, std::move(json));
    next_ = update.update_id + 1;
    return true;
}

bool UpdateJournal::handled(std::int64_t id) {
    const std::lock_guard lock{mutex_};
    const auto update = unhandled_.extract(id);
    if (update) needed_bytes_ -= update.mapped().size();
    return append(std::string{handled_word} + std::to_string(id) + "\n");
}

bool UpdateJournal::passed_over(std::int64_t id) {
    const std::lock_guard lock{mutex_};
    if (!append(std::string{next_word} + std::to_string(id + 1) + "\n")) return false;
    next_ = id + 1;
    return true;
}

}  // namespace tg_client
