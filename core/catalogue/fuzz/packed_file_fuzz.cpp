// Any bytes as a file on disk, packed or not: told what it is, unpacked and read line by line without a crash.
#include "import_files.hpp"
#include "line_reader.hpp"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace core::catalogue;
    static const auto file = std::filesystem::temp_directory_path() / ("kinosovet-fuzz-" + std::to_string(getpid()));
    static const auto removed_at_exit = std::atexit([] { std::filesystem::remove(file); });
    static_cast<void>(removed_at_exit);
    std::ofstream{file, std::ios::binary}.write(reinterpret_cast<const char*>(data),
                                                static_cast<std::streamsize>(size));
    static_cast<void>(files_in({file}));
    auto reader = ByteReader::open(file);
    if (!reader) return 0;
    LineReader lines{std::move(reader).value()};
    while (lines.next(1 << 16) != LineReader::Status::end) {
    }
    return 0;
}
