"""Files that Telegram keeps: uploaded, sent by people, or known by an address only. Nothing is fetched."""

import dataclasses
import io
import itertools
import mimetypes
import re

import PIL.Image

from .refusal import bad_request

LARGEST_PHOTO = 10 << 20
LARGEST_DOWNLOAD = 20 << 20
SIDES = {"s": 90, "m": 320, "x": 800, "y": 1280}  # the longest side of each size that Telegram makes
UNSEEN = (600, 900)  # the size of a picture known by its address only


@dataclasses.dataclass
class StoredFile:
    kind: str  # photo or document
    name: str
    data: bytes
    number: int
    width: int = 0
    height: int = 0
    url: str = ""

    @property
    def path(self):
        folder = {"photo": "photos", "document": "documents"}[self.kind]
        return f"{folder}/file_{self.number}" + ("." + self.name.rpartition(".")[2] if "." in self.name else "")


class Files:
    def __init__(self):
        self.by_id = {}
        self.by_path = {}
        self.numbers = itertools.count(1)

    def add(self, kind, name, data, **more):
        stored = StoredFile(kind, name, data, next(self.numbers), **more)
        self.by_path[stored.path] = stored
        return stored

    def accept(self, kind, source, uploads):
        """The file that a bot sends as this kind: an attachment, an address, or the id of a file already here."""
        if source.startswith("attach://"):
            upload = uploads[source.removeprefix("attach://")]
            sides = dict(zip(("width", "height"), picture_size(upload.data))) if kind == "photo" else {}
            return self.add(kind, upload.name, upload.data, **sides)
        if re.match(r"https?://", source):
            if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", source):
                raise bad_request("wrong HTTP URL specified")
            name = source.partition("?")[0].rpartition("/")[2]
            return self.add(kind, name, b"", width=UNSEEN[0], height=UNSEEN[1], url=source)
        if source not in self.by_id:
            raise bad_request("wrong remote file identifier specified: Wrong string length")
        stored = self.by_id[source]
        if stored.kind != kind:
            raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
        return stored

    def described(self, stored):
        """{"photo": [...]} with all its sizes, smallest first, or {"document": {...}}."""
        if stored.kind == "document":
            mime = mimetypes.guess_type(stored.name)[0] or "application/octet-stream"
            return {"document": {**self.ids(stored, "d"), "file_name": stored.name, "mime_type": mime}}
        longest = max(stored.width, stored.height)
        sizes = []
        for letter, side in SIDES.items():
            scale = min(1, side / longest)
            sizes.append({**self.ids(stored, letter), "width": max(1, round(stored.width * scale)),
                          "height": max(1, round(stored.height * scale))})
            if side >= longest:
                break
        return {"photo": sizes}

    def ids(self, stored, letter):
        file_id = f"AgACAgIAAxk-{stored.number:06}-{letter}"
        self.by_id[file_id] = stored
        return {"file_id": file_id, "file_unique_id": f"AQAD{stored.number:06}{letter}", "file_size": len(stored.data)}

    def described_for_download(self, file_id):
        stored = self.by_id.get(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if len(stored.data) > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        return {**self.ids(stored, file_id[-1]), "file_path": stored.path}


def picture_size(data):
    """(width, height) of a picture fit for sendPhoto."""
    if len(data) > LARGEST_PHOTO:
        raise bad_request(f"file of size {len(data)} bytes is too big for a photo")
    try:
        with PIL.Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            picture.load()
    except Exception:  # Pillow raises whatever its decoders do
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    if width + height > 10000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height
