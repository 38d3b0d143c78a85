#include "card_lettering.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

namespace posters {
namespace {

constexpr std::array files{"PTN77F.ttf", "PTS55F.ttf", "DejaVuSans-Bold.ttf"};
constexpr double step = 0.96;  // from one size to the next smaller one

// The fonts of `folder` and no others, without the machine's rules for choosing among them.
PangoFontMap* new_font_map(const std::filesystem::path& folder) {
    const std::unique_ptr<FcConfig, decltype(&FcConfigDestroy)> config{FcConfigCreate(), FcConfigDestroy};
    for (const auto* file : files) {
        const auto path = (folder / file).string();
        if (FcConfigAppFontAddFile(config.get(), reinterpret_cast<const FcChar8*>(path.c_str())) == FcFalse)
            throw std::runtime_error{"the font " + path + " cannot be read"};
    }
    auto* map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    if (map == nullptr) throw std::runtime_error{"Pango was built without FreeType"};
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config.get());
    return map;
}

PangoFontMap* font_map_of(const std::filesystem::path& folder) {
    struct Kept {
        std::filesystem::path folder{};
        std::unique_ptr<PangoFontMap, decltype(&g_object_unref)> map{nullptr, g_object_unref};
    };
    thread_local Kept kept;
    if (!kept.map || kept.folder != folder) {
        kept.map.reset(new_font_map(folder));
        kept.folder = folder;
    }
    return kept.map.get();
}

bool is_too_large(const Layout& layout, const Room& room) {
    const auto [width, height] = Lettering::size_of(layout);
    return width > room.width + 0.5 || height > room.height;
}

// The least width at which the text has no more lines than now, so that no line ends in a lonely word.
void balance(const Layout& layout, double width) {
    const int lines = pango_layout_get_line_count(layout.get());
    if (lines < 2) return;
    double least = width / 2, most = width;
    while (most - least > 2) {
        const double tried = (least + most) / 2;
        pango_layout_set_width(layout.get(), static_cast<int>(tried * PANGO_SCALE));
        const bool is_wide_enough =
            pango_layout_get_line_count(layout.get()) <= lines && Lettering::size_of(layout).width <= tried + 0.5;
        (is_wide_enough ? most : least) = tried;
    }
    pango_layout_set_width(layout.get(), static_cast<int>(most * PANGO_SCALE));
}

}  // namespace

std::string missing_font(const std::filesystem::path& fonts) {
    for (const auto* file : files)
        if (!std::filesystem::exists(fonts / file)) return file;
    return {};
}

Lettering::Lettering(const Canvas& canvas, const std::filesystem::path& fonts)
    : canvas_{canvas}, context_{pango_font_map_create_context(font_map_of(fonts)), g_object_unref} {
    pango_cairo_update_context(canvas.context(), context_.get());
    const std::unique_ptr<cairo_font_options_t, decltype(&cairo_font_options_destroy)> options{
        cairo_font_options_create(), cairo_font_options_destroy};
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context_.get(), options.get());
    pango_cairo_context_set_resolution(context_.get(), 72);
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
}

Layout Lettering::lay_out(const std::string& text, const Style& style, double width) const {
    Layout layout{pango_layout_new(context_.get()), g_object_unref};
    const std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)> font{
        pango_font_description_from_string(style.font), pango_font_description_free};
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font.get());
    const std::unique_ptr<PangoAttrList, decltype(&pango_attr_list_unref)> attributes{pango_attr_list_new(),
                                                                                      pango_attr_list_unref};
    pango_attr_list_insert(attributes.get(),
                           pango_attr_letter_spacing_new(static_cast<int>(style.spacing * PANGO_SCALE)));
    pango_attr_list_insert(attributes.get(), pango_attr_insert_hyphens_new(TRUE));
    pango_layout_set_attributes(layout.get(), attributes.get());
    pango_layout_set_line_spacing(layout.get(), static_cast<float>(style.leading));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD);
    if (width > 0) pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_text(layout.get(), text.c_str(), static_cast<int>(text.size()));
    return layout;
}

// A word that is wider than the room at a size that can still be read is broken rather than made tiny.
Layout Lettering::fit(const std::string& text, Style style, double least_size, const Room& room) const {
    for (double size = style.size; size > least_size; size *= step) {
        style.size = size;
        auto layout = lay_out(text, style, room.width);
        if (is_too_large(layout, room)) continue;
        balance(layout, room.width);
        return layout;
    }
    for (double size = 1.5 * least_size;; size *= step) {
        style.size = std::max(size, least_size);
        auto layout = lay_out(text, style, room.width);
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        if (size > least_size && is_too_large(layout, room)) continue;
        pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
        pango_layout_set_height(layout.get(), static_cast<int>(room.height * PANGO_SCALE));
        return layout;
    }
}

bool Lettering::can_write(const std::string& text) const {
    if (text.empty() || g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr) == FALSE) return false;
    return pango_layout_get_unknown_glyphs_count(lay_out(text, {.font = "PT Sans", .size = 20}).get()) == 0;
}

double Lettering::write(const Layout& layout, Point at, Colour colour) const {
    cairo_t* context = canvas_.context();
    cairo_set_source_rgb(context, colour.red, colour.green, colour.blue);
    cairo_move_to(context, at.x, at.y);
    pango_cairo_show_layout(context, layout.get());
    return size_of(layout).height;
}

Room Lettering::size_of(const Layout& layout) {
    PangoRectangle extent{};
    pango_layout_get_extents(layout.get(), nullptr, &extent);
    return {static_cast<double>(extent.width) / PANGO_SCALE, static_cast<double>(extent.height) / PANGO_SCALE};
}

}  // namespace posters
