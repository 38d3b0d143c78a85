"""Draws what a person sees as PNG: HTML made of messages of the Bot API, photographed by headless Chromium."""

import base64
import html
import io
import pathlib
import shutil
import subprocess
import tempfile

import PIL.Image
import PIL.ImageChops

SCALE = 2
WINDOW = (8 * 412, 1700)  # CSS pixels: a phone's width for each column
BACKGROUND = (0xc9, 0xdb, 0xc0)  # as in phone.css
EDGE = 16  # device pixels of background that are kept
STYLE = (pathlib.Path(__file__).parent / "phone.css").read_text()
OPENING = {"bold": "<b>", "italic": "<i>", "underline": "<u>", "strikethrough": "<s>", "code": "<code>"}
LINKS = {"text_link", "url", "bot_command", "mention", "hashtag", "email"}


def text_html(text, entities):
    """The text with its entities, whose offsets count UTF-16 units, as nested spans."""
    units = text.encode("utf-16-le")
    edges = [at for one in entities for at in (one["offset"], one["offset"] + one["length"])]
    cuts = sorted({0, len(units) // 2, *edges})
    made = []
    for begin, end in zip(cuts, cuts[1:]):
        kinds = {one["type"] for one in entities if one["offset"] <= begin and end <= one["offset"] + one["length"]}
        opened = [tag for kind, tag in OPENING.items() if kind in kinds] + (["<a>"] if kinds & LINKS else [])
        closed = [tag.replace("<", "</") for tag in reversed(opened)]
        made += [*opened, html.escape(units[2 * begin:2 * end].decode("utf-16-le")), *closed]
    return "".join(made)


def image_html(data):
    return f'<img src="data:image;base64,{base64.b64encode(data).decode()}">'


def keys_html(rows):
    spans = ["".join(f"<span>{html.escape(button['text'])}{' ↗' if 'url' in button else ''}</span>" for button in row)
             for row in rows]
    return "".join(f'<div class="keys">{row}</div>' for row in spans)


def message_html(body, is_bots, picture_of, names_sender=False):
    """`picture_of` gives the bytes of a picture by its file_id."""
    inside = []
    if names_sender:
        inside.append(f'<div class="who">{html.escape(body["from"]["first_name"])}</div>')
    if photo := body.get("photo"):
        inside.append(image_html(picture_of(photo[-1]["file_id"])))
    if document := body.get("document"):
        inside.append(f'<div class="file"><i>↓</i>{html.escape(document["file_name"])}</div>')
    text = body.get("text") or body.get("caption") or ""
    entities = body.get("entities") or body.get("caption_entities") or []
    if text:
        inside.append(f'<div class="text">{text_html(text, entities)}</div>')
    inside.append('<div class="time">12:30</div>')
    keys = keys_html((body.get("reply_markup") or {}).get("inline_keyboard", []))
    return (f'<div class="row{"" if is_bots else " mine"}"><div class="block{" pictured" if photo else ""}">'
            f'<div class="bubble">{"".join(inside)}</div>{keys}</div></div>')


def tapped_html(label):
    return f'<div class="tapped"><span>👆 {html.escape(label)}</span></div>'


def notice_html(answer):
    """What answerCallbackQuery shows, if anything."""
    text = html.escape(answer.get("text") or "")
    if not text:
        return ""
    if answer.get("show_alert"):
        return f'<div class="alert">{text}<b>OK</b></div>'
    return f'<div class="notice">{text}</div>'


def reply_keyboard_html(keyboard):
    return f'<div class="reply">{keys_html(keyboard["keyboard"])}</div>' if keyboard else ""


def results_html(typed, answer, picture_of_result):
    """Inline results: pictures alone are shown side by side without their titles, others as a list."""
    field = f'<div class="field">@kinosovet_bot {html.escape(typed)}</div>'
    shown = [result.shown for result in answer]
    if shown and all(one["type"] == "photo" for one in shown):
        pictures = "".join(image_html(picture_of_result(one)) for one in shown)
        return f'<div class="results gallery">{pictures}</div>{field}'
    button = f'<div class="result"><b><a>{html.escape(answer.button["text"])}</a></b></div>' if answer.button else ""
    listed = "".join(f'<div class="result"><i>{html.escape(one["title"][:1])}</i><div>'
                     f'<b>{html.escape(one["title"])}</b>'
                     f'<small>{html.escape(one.get("description", ""))}</small></div></div>' for one in shown)
    return f'<div class="results">{button}{listed}</div>{field}'


def phone_html(title, subtitle, parts):
    bar = f'<div class="bar">{html.escape(title)}<small>{html.escape(subtitle)}</small></div>'
    return f'<div class="phone">{bar}{"".join(parts)}</div>'


def sheet_html(cards):
    """`cards` are pairs of a caption and a picture's bytes."""
    cells = "".join(f"<div>{image_html(data)}<small>{html.escape(caption)}</small></div>" for caption, data in cards)
    return f'<div class="sheet">{cells}</div>'


def find_chromium():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise SystemExit("no Chromium: apt-get install chromium fonts-noto-color-emoji")


def photograph(page, path):
    """Writes `path`, a PNG of the page, as large as the page is."""
    with tempfile.TemporaryDirectory(prefix="kinosovet-screens-") as folder:
        file, taken = pathlib.Path(folder) / "page.html", pathlib.Path(folder) / "page.png"
        file.write_text(f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><body>{page}')
        subprocess.run([find_chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                        f"--user-data-dir={folder}/profile", f"--force-device-scale-factor={SCALE}",
                        f"--window-size={WINDOW[0]},{WINDOW[1]}", f"--screenshot={taken}", file.as_uri()],
                       check=True, capture_output=True, timeout=120)
        picture = PIL.Image.open(io.BytesIO(taken.read_bytes())).convert("RGB")
    empty = PIL.Image.new("RGB", picture.size, BACKGROUND)
    _, _, right, bottom = PIL.ImageChops.difference(picture, empty).getbbox()
    if right + EDGE > picture.width or bottom + EDGE > picture.height:
        raise ValueError(f"{path.name} is larger than {WINDOW} and would be cut")
    picture.crop((0, 0, right + EDGE, bottom + EDGE)).save(path)
