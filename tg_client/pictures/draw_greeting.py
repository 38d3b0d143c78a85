"""Draws the pictures of the bot's greeting: a projector's beam that falls on three films and the name.

    python3 draw_greeting.py FONTS      FONTS: build/release/share/kinosovet/fonts; needs pillow
"""

import pathlib
import sys

from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZE = (1280, 640)
SCALE = 2  # drawn larger and made smaller, so that edges are smooth
NIGHT, DUSK, LIGHT, AMBER = (16, 20, 42), (64, 26, 68), (255, 240, 214), (255, 178, 64)
TEXTS = {
    "ru": ("Киносовет", "Назовите любимый фильм,\nнайду похожие и скажу почему."),
    "en": ("Kinosovet", "Name a film you loved:\nI find films like it, and say why."),
}
FRAMES = (((232, 72, 85), "♥"), ((60, 145, 230), "★"), ((86, 178, 120), "☀"))


def mixed(one, other, share):
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other))


def ground(size):
    column = Image.new("RGB", (1, size[1]))
    for y in range(size[1]):
        column.putpixel((0, y), mixed(NIGHT, DUSK, y / size[1]))
    return column.resize(size)


def add_beam(picture):
    width, height = picture.size
    beam = Image.new("L", picture.size, 0)
    ImageDraw.Draw(beam).polygon(
        [(0, height * 0.50), (0, height * 0.54), (width, height * 1.02), (width, -height * 0.02)], fill=70)
    beam = beam.filter(ImageFilter.GaussianBlur(width / 60))
    picture.paste(Image.new("RGB", picture.size, LIGHT), mask=beam)


def film_strip(fonts):
    """Three frames one above the other, between two rows of holes."""
    frame, gap, edge = (230, 168), 20, 40
    strip = Image.new("RGBA", (frame[0] + 2 * edge, 3 * frame[1] + 4 * gap), (12, 12, 18, 255))
    draw = ImageDraw.Draw(strip)
    sign = ImageFont.truetype(str(fonts / "DejaVuSans-Bold.ttf"), 96)
    for number, (colour, text) in enumerate(FRAMES):
        top = gap + number * (frame[1] + gap)
        draw.rounded_rectangle((edge, top, edge + frame[0], top + frame[1]), 12, fill=colour)
        draw.text((edge + frame[0] / 2, top + frame[1] / 2), text, font=sign, fill=LIGHT, anchor="mm")
    for top in range(10, strip.size[1] - 20, 38):
        for left in (9, strip.size[0] - 9 - 22):
            draw.rounded_rectangle((left, top, left + 22, top + 18), 5, fill=LIGHT)
    return strip


def greeting(fonts, name, promise):
    picture = ground((SIZE[0] * SCALE, SIZE[1] * SCALE))
    add_beam(picture)
    strip = film_strip(fonts)
    strip = strip.resize((strip.size[0] * SCALE, strip.size[1] * SCALE)).rotate(-11, expand=True, resample=Image.BICUBIC)
    picture.paste(strip, (860 * SCALE, -10 * SCALE), strip)
    draw = ImageDraw.Draw(picture)
    bold = ImageFont.truetype(str(fonts / "PTN77F.ttf"), 150 * SCALE)
    plain = ImageFont.truetype(str(fonts / "PTS55F.ttf"), 40 * SCALE)
    draw.text((80 * SCALE, 190 * SCALE), name, font=bold, fill=LIGHT)
    draw.rectangle((86 * SCALE, 372 * SCALE, 246 * SCALE, 380 * SCALE), fill=AMBER)
    draw.text((84 * SCALE, 404 * SCALE), promise, font=plain, fill=LIGHT, spacing=14 * SCALE)
    return picture.resize(SIZE, Image.LANCZOS)


def main():
    fonts, here = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent
    for language, texts in TEXTS.items():
        greeting(fonts, *texts).save(here / f"greeting_{language}.jpg", quality=88, optimize=True, progressive=True)


if __name__ == "__main__":
    main()
