"""An index on disk: numbers and words in one file, never code, and refused where it does not fit."""

import json
import zipfile
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from tempfile import NamedTemporaryFile
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]
_FORMAT = 2
_WORDS = "words.json"
_LOCAL = Struct("<4s5H3L2H")  # what stands before every file of an archive
_CHUNK = 1 << 18


class CacheMismatch(Exception):
    """The file is of other content or code, or damaged: learn anew."""


def key_of(*parts: object) -> str:
    """A key of content and of the code that learns from it; the same in every process."""
    mark = blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.suffix in (".py", ".yaml"):
            mark.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for part in parts:
        mark.update(json.dumps(part, ensure_ascii=False, sort_keys=True, default=str).encode() + b"\0")
    return mark.hexdigest()


def write(path: Path, key: str, arrays: Arrays, words: Mapping[str, Any]) -> None:
    """Whole or not at all: a process killed while writing leaves the old file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    meta = json.dumps({"format": _FORMAT, "key": key, "words": words}, ensure_ascii=False)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        part = Path(file.name)
        np.savez(file, allow_pickle=False, **dict(arrays))
    with zipfile.ZipFile(part, "a") as archive:
        archive.writestr(_WORDS, meta)
    part.replace(path)


def read(path: Path, key: str, mapped: str = "") -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Raises Misfit where the file is missing, damaged, or of another key.

    The array named `mapped` stays in the file, which the system reads and forgets as it needs.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            meta = json.loads(archive.read(_WORDS))
            if meta.get("format") != _FORMAT or meta.get("key") != key:
                raise CacheMismatch(f"{path} was learnt from other words or by other code")
            arrays = {mapped: _mapped(path, archive, mapped + ".npy")} if mapped else {}
        with np.load(path, allow_pickle=False) as stored:
            arrays |= {name: stored[name] for name in stored.files if name not in (_WORDS, mapped)}
        return arrays, meta["words"]
    except CacheMismatch:
        raise
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, json.JSONDecodeError) as error:
        raise CacheMismatch(f"{path} cannot be read: {error}") from error


def _mapped(path: Path, archive: zipfile.ZipFile, name: str) -> NDArray[Any]:
    """An array inside the archive, where it lies unpacked; read once through, as its checksum demands."""
    place = archive.getinfo(name)
    with archive.open(place) as member:
        version = np.lib.format.read_magic(member)
        if version != (1, 0) or place.compress_type != zipfile.ZIP_STORED:
            raise CacheMismatch(f"{path} is packed in another way")
        shape, columns_first, kind = np.lib.format.read_array_header_1_0(member)
        inside = member.tell()
        while member.read(_CHUNK):
            pass
    with path.open("rb") as file:
        file.seek(place.header_offset)
        *_, name_size, extra_size = _LOCAL.unpack(file.read(_LOCAL.size))
    begin = place.header_offset + _LOCAL.size + name_size + extra_size + inside
    order: Literal["C", "F"] = "F" if columns_first else "C"
    return np.asarray(np.memmap(path, dtype=kind, mode="r", offset=begin, shape=shape, order=order))
