// The bytes of a file as they come, unpacked on the way where the file is gzip.
//
// Reads forward only and holds one piece at a time; a file that is torn, or that cannot be read, ends early and says so
// in fault(). For one thread.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <zlib.h>

namespace core::catalogue {

class ByteReader {
public:
    // Fails with source_unreadable where there is no such file, or it is of a kind that must be unpacked first.
    static Result<ByteReader> open(const std::filesystem::path& file);
    // The same over bytes in memory, for tests and fuzzers.
    static ByteReader over(std::string bytes);

    // Puts the next piece behind `buffer`; false at the end.
    bool read_behind(std::string& buffer);

    // Why the bytes ended before the file did: source_torn or source_unreadable.
    const std::optional<Fault>& fault() const { return fault_; }
    // How far the file itself is read, in its own packed bytes.
    std::uint64_t position() const;

private:
    struct Close {
        void operator()(gzFile_s* file) const { gzclose_r(file); }
    };
    std::unique_ptr<gzFile_s, Close> file_;
    std::string path_;
    std::string memory_;
    std::size_t memory_position_{};
    std::optional<Fault> fault_;
};

// The part of the bytes that a parser looks at: it grows at its end and is dropped from its start.
class ByteWindow {
public:
    explicit ByteWindow(ByteReader reader);

    std::string_view bytes() const { return std::string_view{bytes_}.substr(start_); }
    // Whether nothing will come behind bytes().
    bool is_last() const { return ended_; }
    void grow();
    void drop(std::size_t count) { start_ += count; }
    // Drops all up to and with the next line end, however far that is; false where there is none.
    bool drop_line();

    const ByteReader& reader() const { return reader_; }

private:
    ByteReader reader_;
    std::string bytes_;
    std::size_t start_{};
    bool ended_{};
};

}  // namespace core::catalogue
