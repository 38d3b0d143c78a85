#include "mapped_file.hpp"

#include "model_files.hpp"

#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace core::encoder {
namespace {

class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }

private:
    int number_;
};

// The interface of the system takes memory that may be written; ours never is.
void* address_of(std::span<const std::byte> mapping) { return const_cast<std::byte*>(mapping.data()); }

}  // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return missing(file);
    const Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat status {};
    if (descriptor.number() < 0 || ::fstat(descriptor.number(), &status) != 0) return damaged(file, "cannot be read");
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size == 0) return damaged(file, "is empty");
    void* address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor.number(), 0);
    if (address == MAP_FAILED) return damaged(file, "cannot be mapped into memory");
    return MappedFile{{static_cast<const std::byte*>(address), size}};
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_{std::exchange(other.bytes_, {})} {}

MappedFile::~MappedFile() {
    if (!bytes_.empty()) ::munmap(address_of(bytes_), bytes_.size());
}

void forget(std::span<const std::byte> mapping) {
    if (!mapping.empty()) ::madvise(address_of(mapping), mapping.size(), MADV_DONTNEED);
}

}  // namespace core::encoder
