#include "keeping.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <random>
#include <sstream>
#include <stdexcept>
#include <vector>

#include <openssl/sha.h>
#include <zlib.h>

namespace posters {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view first_line = "kinosovet posters 1\n";
constexpr std::string_view draft_ending = ".new";
constexpr std::chrono::hours draft_age{1};  // an older draft belongs to nobody any more
constexpr std::size_t longest_file = std::size_t{6} * 1024 * 1024;

std::string hexadecimal(const std::string& text) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    std::string made;
    for (std::size_t at = 0; at < 16; ++at) {
        std::array<char, 3> digits{};
        std::snprintf(digits.data(), digits.size(), "%02x", digest.at(at));
        made += digits.data();
    }
    return made;
}

unsigned long checksum(const std::string& bytes) {
    return crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
}

std::optional<std::string> read_file(const fs::path& path) {
    std::ifstream file{path, std::ios::binary | std::ios::ate};
    if (!file) return std::nullopt;
    const auto size = static_cast<std::size_t>(file.tellg());
    if (size > longest_file) return std::string{};
    std::string text(size, '\0');
    file.seekg(0);
    file.read(text.data(), static_cast<std::streamsize>(size));
    return file ? std::optional{std::move(text)} : std::nullopt;
}

struct Found {
    fs::path path;
    fs::file_time_type used;
    std::size_t bytes;
};

class DiskKeeping final : public Keeping {
public:
    DiskKeeping(fs::path folder, std::size_t most_bytes)
        : folder_{std::move(folder)}, most_bytes_{most_bytes}, unsaid_bytes_{most_bytes} {
        std::error_code error;
        fs::create_directories(folder_, error);
        const auto trial = folder_ / ("trial" + new_ending());
        if (error || !write(trial, "trial"))
            throw std::runtime_error{"posters cannot be kept in " + folder_.string() +
                                     ": make the folder one that may be written to, or leave POSTERS_FOLDER empty"};
        fs::remove(trial, error);
    }

    std::optional<std::string> find(const std::string& key, Moment now) override {
        const auto path = path_of(key);
        const auto text = read_file(path);
        if (!text) return std::nullopt;
        auto kept = read_kept(*text, key);
        std::error_code ignored;
        if (!kept || kept->good_until <= std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch())) {
            fs::remove(path, ignored);
            return std::nullopt;
        }
        fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
        return std::move(kept->bytes);
    }

    void keep(const std::string& key, const std::string& bytes, Moment good_until) override {
        const auto until = std::chrono::duration_cast<std::chrono::seconds>(good_until.time_since_epoch());
        const auto text = kept_text(key, {until, bytes});
        if (text.size() > std::min(longest_file, most_bytes_ / 4)) return;
        const auto path = path_of(key);
        auto draft = path;
        draft += new_ending();
        std::error_code error;
        if (write(draft, text)) fs::rename(draft, path, error);
        if (error || !fs::exists(path, error)) fs::remove(draft, error);
        make_room(text.size());
    }

private:
    fs::path path_of(const std::string& key) const { return folder_ / hexadecimal(key); }

    // Another one for each process, thread and time.
    static std::string new_ending() {
        static std::atomic<unsigned> count = std::random_device{}();
        return "." + std::to_string(std::random_device{}()) + "-" + std::to_string(++count) + std::string{draft_ending};
    }

    static bool write(const fs::path& path, const std::string& text) {
        std::ofstream file{path, std::ios::binary};
        file.write(text.data(), static_cast<std::streamsize>(text.size()));
        file.close();
        if (file) return true;
        std::error_code ignored;
        fs::remove(path, ignored);
        return false;
    }

    // Looks at the whole folder now and then only; others write to it, too, so that nobody knows how full it is.
    void make_room(std::size_t added) {
        const std::lock_guard lock{mutex_};
        unsaid_bytes_ += added;
        if (unsaid_bytes_ < most_bytes_ / 16) return;
        unsaid_bytes_ = 0;
        auto files = all_files();
        std::size_t bytes = 0;
        for (const auto& file : files) bytes += file.bytes;
        if (bytes <= most_bytes_) return;
        std::ranges::sort(files, {}, &Found::used);
        std::error_code ignored;
        for (const auto& file : files) {
            if (bytes <= most_bytes_ / 10 * 9) break;
            fs::remove(file.path, ignored);
            bytes -= file.bytes;
        }
    }

    std::vector<Found> all_files() const {
        std::vector<Found> files;
        std::error_code error;
        const auto now = fs::file_time_type::clock::now();
        for (auto entry = fs::directory_iterator{folder_, error}; !error && entry != fs::directory_iterator{};
             entry.increment(error)) {
            std::error_code gone;  // by another process
            const auto used = entry->last_write_time(gone);
            const auto size = gone ? 0 : entry->file_size(gone);
            if (gone) continue;
            const bool is_draft = entry->path().native().ends_with(draft_ending);
            if (is_draft && now - used > draft_age) fs::remove(entry->path(), gone);
            if (!is_draft && entry->path().filename().native().size() == 32)
                files.push_back({entry->path(), used, static_cast<std::size_t>(size)});
        }
        return files;
    }

    fs::path folder_;
    std::size_t most_bytes_;
    std::mutex mutex_;
    std::size_t unsaid_bytes_;  // written since the folder was last looked at; guarded by the mutex
};

template <class Number>
bool read_line(std::string_view& text, Number& number) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return false;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + end, number);
    if (error != std::errc{} || stopped != text.data() + end) return false;
    text.remove_prefix(end + 1);
    return true;
}

}  // namespace

std::string kept_text(const std::string& key, const KeptFile& file) {
    std::string text{first_line};
    text += std::to_string(file.good_until.count()) + "\n" + std::to_string(key.size()) + "\n" +
            std::to_string(checksum(key + file.bytes)) + "\n";
    return text + key + file.bytes;
}

std::optional<KeptFile> read_kept(const std::string& text, const std::string& key) {
    std::string_view rest{text};
    if (!rest.starts_with(first_line)) return std::nullopt;
    rest.remove_prefix(first_line.size());
    std::chrono::seconds::rep until{};
    std::size_t key_size{};
    unsigned long sum{};
    if (!read_line(rest, until) || !read_line(rest, key_size) || !read_line(rest, sum)) return std::nullopt;
    if (!rest.starts_with(key) || key_size != key.size() || checksum(std::string{rest}) != sum) return std::nullopt;
    return KeptFile{std::chrono::seconds{until}, std::string{rest.substr(key_size)}};
}

std::unique_ptr<Keeping> keep_on_disk(const std::filesystem::path& folder, std::size_t most_bytes) {
    return std::make_unique<DiskKeeping>(folder, most_bytes);
}

}  // namespace posters
