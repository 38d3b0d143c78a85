#include "checksum.hpp"

#include <array>
#include <fstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include <openssl/evp.h>

namespace app {
namespace {

template <class Delete>
EVP_MD_CTX* context_in(const std::unique_ptr<void, Delete>& context) {
    return static_cast<EVP_MD_CTX*>(context.get());
}

void check(int status) {
    if (status != 1) throw std::runtime_error{"OpenSSL cannot compute SHA-256"};
}

// `sum` went over something already; the file comes after it.
std::optional<std::string> digest_of(const std::filesystem::path& file, Checksum sum) {
    std::ifstream stream{file, std::ios::binary};
    if (!stream) return std::nullopt;
    std::vector<char> block(1 << 20);
    while (stream) {
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        sum.add({block.data(), static_cast<std::size_t>(stream.gcount())});
    }
    if (stream.bad()) return std::nullopt;
    return sum.digest();
}

}  // namespace

void Checksum::Free::operator()(void* context) const { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context)); }

Checksum::Checksum(Kind kind) : context_{EVP_MD_CTX_new()} {
    check(EVP_DigestInit_ex(context_in(context_), kind == Kind::sha256 ? EVP_sha256() : EVP_sha1(), nullptr));
}

void Checksum::add(std::string_view bytes) {
    check(EVP_DigestUpdate(context_in(context_), bytes.data(), bytes.size()));
}

std::string Checksum::digest() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    check(EVP_DigestFinal_ex(context_in(context_), bytes.data(), &size));
    constexpr const char* digits = "0123456789abcdef";
    std::string text;
    for (unsigned int i = 0; i < size; ++i) text.append({digits[bytes[i] >> 4U], digits[bytes[i] & 0xFU]});
    return text;
}

std::optional<std::string> sha256_of(const std::filesystem::path& file) { return digest_of(file, Checksum{}); }

std::optional<std::string> git_sha1_of(const std::filesystem::path& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) return std::nullopt;
    Checksum sum{Checksum::Kind::sha1};
    sum.add("blob " + std::to_string(size) + std::string(1, '\0'));
    return digest_of(file, std::move(sum));
}

}  // namespace app
