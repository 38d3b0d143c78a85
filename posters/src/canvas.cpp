#include "canvas.hpp"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <numbers>
#include <stdexcept>

#include <jpeglib.h>

namespace posters {
namespace {

constexpr int jpeg_quality = 90;

struct JpegFault {
    jpeg_error_mgr base;  // the first member, since libjpeg passes a pointer to it
    std::jmp_buf way_out;
};

void leave(j_common_ptr info) { std::longjmp(reinterpret_cast<JpegFault*>(info->err)->way_out, 1); }

// False where libjpeg gave up. Nothing here has a destructor, which longjmp would pass over.
bool compress(cairo_surface_t* surface, unsigned char** bytes, unsigned long* count) {
    jpeg_compress_struct info;
    JpegFault fault;
    info.err = jpeg_std_error(&fault.base);
    fault.base.error_exit = leave;
    if (setjmp(fault.way_out) != 0) {
        jpeg_destroy_compress(&info);
        return false;
    }
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, bytes, count);
    info.image_width = static_cast<JDIMENSION>(cairo_image_surface_get_width(surface));
    info.image_height = static_cast<JDIMENSION>(cairo_image_surface_get_height(surface));
    info.input_components = 4;
    info.in_color_space = JCS_EXT_BGRX;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, jpeg_quality, TRUE);
    info.comp_info[0].h_samp_factor = info.comp_info[0].v_samp_factor = 1;  // red on black stays sharp
    info.optimize_coding = TRUE;
    jpeg_start_compress(&info, TRUE);
    const int stride = cairo_image_surface_get_stride(surface);
    while (info.next_scanline < info.image_height) {
        auto* row = cairo_image_surface_get_data(surface) + static_cast<std::ptrdiff_t>(info.next_scanline) * stride;
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    return true;
}

}  // namespace

Canvas::Canvas(int width, int height)
    : surface_{cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), cairo_surface_destroy},
      context_{cairo_create(surface_.get()), cairo_destroy} {
    if (cairo_status(context_.get()) != CAIRO_STATUS_SUCCESS)
        throw std::runtime_error{std::string{"no picture could be begun: "} +
                                 cairo_status_to_string(cairo_status(context_.get()))};
    cairo_scale(context_.get(), width / card_width, height / card_height);
}

void Canvas::paint(Colour colour, double opacity) {
    cairo_set_source_rgba(context(), colour.red, colour.green, colour.blue, opacity);
    cairo_fill(context());
}

void Canvas::disc(Point centre, double radius, Colour colour, double opacity) {
    cairo_new_path(context());
    cairo_arc(context(), centre.x, centre.y, radius, 0, 2 * std::numbers::pi);
    paint(colour, opacity);
}

void Canvas::ring(Point centre, double radius, double thickness, Colour colour) {
    cairo_new_path(context());
    cairo_arc(context(), centre.x, centre.y, radius, 0, 2 * std::numbers::pi);
    cairo_set_source_rgb(context(), colour.red, colour.green, colour.blue);
    cairo_set_line_width(context(), thickness);
    cairo_stroke(context());
}

void Canvas::shape(std::initializer_list<Point> corners, Colour colour, double opacity) {
    cairo_new_path(context());
    for (const auto& corner : corners) cairo_line_to(context(), corner.x, corner.y);
    cairo_close_path(context());
    paint(colour, opacity);
}

void Canvas::box(const Box& box, Colour colour, double opacity) {
    cairo_new_path(context());
    cairo_rectangle(context(), box.left, box.top, box.width, box.height);
    paint(colour, opacity);
}

void Canvas::shaded_box(const Box& box, Colour upper, Colour lower) {
    const std::unique_ptr<cairo_pattern_t, decltype(&cairo_pattern_destroy)> shades{
        cairo_pattern_create_linear(0, box.top, 0, box.top + box.height), cairo_pattern_destroy};
    cairo_pattern_add_color_stop_rgb(shades.get(), 0, upper.red, upper.green, upper.blue);
    cairo_pattern_add_color_stop_rgb(shades.get(), 1, lower.red, lower.green, lower.blue);
    cairo_new_path(context());
    cairo_rectangle(context(), box.left, box.top, box.width, box.height);
    cairo_set_source(context(), shades.get());
    cairo_fill(context());
}

void Canvas::hold_to(const Box& box) {
    cairo_save(context());
    cairo_new_path(context());
    cairo_rectangle(context(), box.left, box.top, box.width, box.height);
    cairo_clip(context());
}

void Canvas::release() { cairo_restore(context()); }

std::string Canvas::jpeg() const {
    cairo_surface_flush(surface_.get());
    unsigned char* bytes = nullptr;
    unsigned long count = 0;
    const bool is_made = compress(surface_.get(), &bytes, &count);
    const std::unique_ptr<unsigned char, decltype(&std::free)> owner{bytes, std::free};
    if (!is_made) throw std::runtime_error{"a picture could not be written as JPEG"};
    return {reinterpret_cast<const char*>(bytes), count};
}

Colour mixed(Colour one, Colour other, double share) {
    return {one.red + (other.red - one.red) * share, one.green + (other.green - one.green) * share,
            one.blue + (other.blue - one.blue) * share};
}

double brightness(Colour colour) { return 0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue; }

double Dice::between(double least, double most) {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return least + (most - least) * static_cast<double>(state_ >> 11U) / static_cast<double>(std::uint64_t{1} << 53U);
}

}  // namespace posters
