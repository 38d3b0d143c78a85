#include "byte_reader.hpp"

#include <algorithm>
#include <array>

namespace core::catalogue {
namespace {

constexpr std::size_t piece = 1 << 18;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Fault unreadable(const std::string& path, const std::string& why, const std::string& remedy) {
    return {"source_unreadable", path + " cannot be read: " + why, remedy};
}

// What a file's first bytes say against reading it as text; empty where nothing.
std::string_view kind_refused(std::string_view start) {
    using namespace std::string_view_literals;
    constexpr std::array kinds{std::pair{"PK\x03\x04"sv, "it is a zip archive"sv},
                               std::pair{"BZh"sv, "it is packed by bzip2"sv},
                               std::pair{"\xFD"
                                         "7zXZ"sv,
                                         "it is packed by xz"sv},
                               std::pair{"7z\xBC\xAF"sv, "it is a 7-Zip archive"sv},
                               std::pair{"\xFF\xFE"sv, "it is in UTF-16"sv},
                               std::pair{"\xFE\xFF"sv, "it is in UTF-16"sv}};
    for (const auto& [first, kind] : kinds)
        if (start.starts_with(first)) return kind;
    return {};
}

}  // namespace

Result<ByteReader> ByteReader::open(const std::filesystem::path& file) {
    ByteReader reader;
    reader.path_ = file.string();
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return unreadable(reader.path_, "there is no such file", "check its name");
    reader.file_.reset(gzopen(file.c_str(), "rbe"));
    if (!reader.file_) return unreadable(reader.path_, "it cannot be opened", "check its permissions");
    gzbuffer(reader.file_.get(), piece);
    std::array<char, 8> start{};
    const int count = gzread(reader.file_.get(), start.data(), start.size());
    if (const auto kind = kind_refused({start.data(), static_cast<std::size_t>(std::max(count, 0))}); !kind.empty())
        return unreadable(reader.path_, std::string{kind}, "unpack it first, or save it as text in UTF-8");
    gzrewind(reader.file_.get());
    return reader;
}

ByteReader ByteReader::over(std::string bytes) {
    ByteReader reader;
    reader.memory_ = std::move(bytes);
    return reader;
}

bool ByteReader::read_behind(std::string& buffer) {
    if (fault_) return false;
    if (!file_) {
        const auto next = std::string_view{memory_}.substr(memory_position_, piece);
        buffer += next;
        memory_position_ += next.size();
        return !next.empty();
    }
    const auto before = buffer.size();
    buffer.resize(before + piece);
    const int count = gzread(file_.get(), buffer.data() + before, piece);
    buffer.resize(before + static_cast<std::size_t>(std::max(count, 0)));
    int status = Z_OK;
    const char* message = gzerror(file_.get(), &status);
    if (status == Z_BUF_ERROR || status == Z_DATA_ERROR)
        fault_ = Fault{"source_torn", path_ + " is torn: the packed data ends or breaks in the middle",
                       "fetch the file again"};
    else if (count < 0)
        fault_ = unreadable(path_, message, "check the disk");
    return count > 0 && !fault_;
}

std::uint64_t ByteReader::position() const {
    return file_ ? static_cast<std::uint64_t>(std::max<z_off_t>(gzoffset(file_.get()), 0)) : memory_position_;
}

ByteWindow::ByteWindow(ByteReader reader) : reader_{std::move(reader)} {
    grow();
    if (bytes().starts_with(byte_order_mark)) drop(byte_order_mark.size());
}

void ByteWindow::grow() {
    bytes_.erase(0, start_);
    start_ = 0;
    ended_ = !reader_.read_behind(bytes_);
}

bool ByteWindow::drop_line() {
    for (;;) {
        const auto end = bytes().find('\n');
        if (end != std::string_view::npos) {
            drop(end + 1);
            return true;
        }
        drop(bytes().size());
        if (ended_) return false;
        grow();
    }
}

}  // namespace core::catalogue
