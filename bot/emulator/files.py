"""Files that were sent: their bytes, their ids, and the size of a picture."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

from bot.emulator.api_error import bad_request
from bot.emulator.journal import Journal
from bot.emulator.params import Upload

Json = dict[str, Any]

DOCUMENT_LIMIT, PHOTO_LIMIT, DOWNLOAD_LIMIT = 50_000_000, 10_000_000, 20_000_000


class Files:
    """Sent files by file_id; `folder` holds their bytes, None keeps them in memory."""

    def __init__(self, folder: Path | None, journal: Journal) -> None:
        self._folder = folder
        self._journal = journal
        self._contents: dict[str, bytes] = {}

    def add(self, upload: Upload, limit: int) -> Json:
        """Keep an upload; what Telegram's Document and File have in common, with the kind and name."""
        if not upload.content:
            raise bad_request("file must be non-empty")
        if len(upload.content) > limit:
            raise bad_request(f"file is too big; the maximum size is {limit} bytes")
        number = int(self._journal.get("counter", "file", 0)) + 1
        self._journal.put("counter", "file", number)
        entry: Json = {
            "file_id": f"local-file-{number}",
            "file_unique_id": f"local{number}",
            "file_name": Path(upload.name).name,
            "mime_type": upload.kind,
            "file_size": len(upload.content),
        }
        self._write(entry["file_id"], upload.content)
        self._journal.put("file", entry["file_id"], entry)
        return entry

    def get(self, file_id: str) -> Json:
        """The entry of a file; refuses unknown ids as Telegram does."""
        entry: Json | None = self._journal.get("file", file_id)
        if entry is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return entry

    def content(self, file_id: str) -> bytes:
        """The bytes of a file."""
        entry = self.get(file_id)
        if self._folder is None:
            return self._contents[entry["file_id"]]
        return (self._folder / str(entry["file_id"])).read_bytes()

    def _write(self, file_id: str, content: bytes) -> None:
        if self._folder is None:
            self._contents[file_id] = content
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / file_id).write_bytes(content)


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels of a PNG, GIF or JPEG; refuses what is no picture."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
    elif content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
    else:
        width, height = _jpeg_size(content)
    if not 0 < width + height <= 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while content.startswith(b"\xff\xd8") and at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise bad_request("IMAGE_PROCESS_FAILED")
