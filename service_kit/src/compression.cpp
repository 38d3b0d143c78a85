#include "compression.hpp"

#include <new>

#include <zlib.h>

namespace service_kit {
namespace {

constexpr std::size_t least_bytes = 1024;  // less fits one packet anyway
constexpr int level = 5;
constexpr int gzip_window = 15 + 16;

bool packs(std::string_view content_type) {
    return content_type.starts_with("text/") || content_type.find("json") != std::string_view::npos ||
           content_type.find("javascript") != std::string_view::npos ||
           content_type.find("svg") != std::string_view::npos;
}

std::string gzip(std::string_view text) {
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc{};
    std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));  // zlib does not write to it
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

}  // namespace

void pack(Response& response) {
    if (response.text().size() < least_bytes || !packs(response.content_type)) return;
    response.body = std::make_shared<const std::string>(gzip(response.text()));
    response.headers.add("Content-Encoding", "gzip");
}

}  // namespace service_kit
