#include "hub_download.hpp"

#include "checksum.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace app {
namespace {

namespace fs = std::filesystem;

std::uint64_t number_in(std::string_view text) {
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// "bytes 100-199/200" → 100.
std::uint64_t first_byte_of(std::string_view content_range) {
    const auto digits = content_range.find_first_of("0123456789");
    return digits == std::string_view::npos ? 0 : number_in(content_range.substr(digits));
}

// The digest in an ETag: `"abc"` or `W/"abc"`.
std::string digest_in(std::string tag) {
    std::erase_if(tag, [](char letter) { return letter == '"'; });
    if (tag.starts_with("W/")) tag.erase(0, 2);
    const auto is_digit = [](unsigned char letter) { return std::isxdigit(letter) != 0; };
    return std::ranges::all_of(tag, is_digit) ? tag : "";
}

std::string digest_of(const HttpAnswer& answer) {
    auto digest = digest_in(answer.header("x-linked-etag"));
    return digest.empty() ? digest_in(answer.header("etag")) : digest;
}

}  // namespace

Hub::Download::Download(const HubFile& file, fs::path place, const HubListener& listener)
    : file_{file}, place_{std::move(place)}, part_{place_.string() + ".part"}, listener_{listener} {
    std::error_code ignored;
    fs::create_directories(place_.parent_path(), ignored);
}

std::uint64_t Hub::Download::size() const {
    std::error_code error;
    const auto size = fs::file_size(part_, error);
    return error ? 0 : size;
}

HttpReceiver Hub::Download::receiver() {
    return {[this](const HttpAnswer& answer) { return start(answer); },
            [this](std::string_view bytes) { return write(bytes); }};
}

bool Hub::Download::start(const HttpAnswer& answer) {
    done_ = answer.status == 206 ? first_byte_of(answer.header("content-range")) : 0;
    if (done_ > size()) {
        fault_ = core::Fault{"hub_refused", "the hub answers with another part of " + file_.path + " than asked", ""};
        return false;
    }
    const auto length = answer.headers.find("content-length");
    const auto coming = length == answer.headers.end() ? 0 : number_in(length->second);
    total_ = done_ + coming;
    std::error_code unknown;
    if (const auto space = fs::space(place_.parent_path(), unknown); !unknown && space.available < coming) {
        fault_ = core::Fault{"file_unwritable",
                             "there is no room for " + file_.path + ": it needs " + std::to_string(coming >> 20U) +
                                 " MB, " + std::to_string(space.available >> 20U) + " MB are free",
                             "free some space on the disk, or name another folder with --data"};
        return false;
    }
    stream_.close();
    if (done_ > 0) fs::resize_file(part_, done_, unknown);
    stream_.open(part_, std::ios::binary | (done_ > 0 ? std::ios::app : std::ios::trunc));
    return write({});
}

bool Hub::Download::write(std::string_view bytes) {
    stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream_) {
        fault_ = core::Fault{"file_unwritable", part_.string() + " cannot be written",
                             "check the folder's permissions and the free space on the disk"};
        return false;
    }
    done_ += bytes.size();
    if (listener_.progress) listener_.progress(file_.path, done_, total_);
    return true;
}

void Hub::Download::start_over() {
    std::error_code ignored;
    stream_.close();
    fs::remove(part_, ignored);
}

core::Result<core::Done> Hub::Download::finish(const HttpAnswer& answer) {
    stream_.close();
    const auto expected = file_.sha256.empty() ? digest_of(answer) : file_.sha256;
    const bool is_weights = file_.path.ends_with(".safetensors");
    if (is_weights && expected.size() != 64)
        return core::Fault{"model_checksum", "the hub names no checksum of " + file_.path + ", so it was not used", ""};
    const auto found = expected.size() == 64   ? sha256_of(part_)
                       : expected.size() == 40 ? git_sha1_of(part_)
                                               : std::optional{expected};
    if (found != expected) {
        start_over();
        return core::Fault{"model_checksum",
                           file_.path + " is not the file it should be (checksum " + found.value_or("unreadable") +
                               " instead of " + expected + "); it was not used",
                           "try again; if it happens again, the source is damaged or not to be trusted"};
    }
    std::error_code error;
    fs::rename(part_, place_, error);
    if (!error) return core::Done{};
    return core::Fault{"file_unwritable", place_.string() + " cannot be written: " + error.message(),
                       "check the folder's permissions"};
}

}  // namespace app
