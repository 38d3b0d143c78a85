#include "jpeg_picture.hpp"

#include <cstdio>

#include <jpeglib.h>

namespace posters {

JpegPicture read_jpeg(const std::string& bytes) {
    jpeg_decompress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_read_header(&info, TRUE);
    info.out_color_space = JCS_RGB;
    jpeg_start_decompress(&info);
    JpegPicture picture{static_cast<int>(info.output_width), static_cast<int>(info.output_height), {}};
    const auto row = std::size_t{info.output_width} * 3;
    picture.pixels.resize(row * info.output_height);
    while (info.output_scanline < info.output_height) {
        auto* line = picture.pixels.data() + info.output_scanline * row;
        jpeg_read_scanlines(&info, &line, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    return picture;
}

}  // namespace posters
