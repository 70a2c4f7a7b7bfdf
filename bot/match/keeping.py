"""An index on disk: numbers and words in one file, never code, and refused where it does not fit."""

import json
import zipfile
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]
_FORMAT = 1
_WORDS = "words.json"


class Misfit(Exception):
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


def read(path: Path, key: str) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Raises Misfit where the file is missing, damaged, or of another key."""
    try:
        with zipfile.ZipFile(path) as archive:
            meta = json.loads(archive.read(_WORDS))
        if meta.get("format") != _FORMAT or meta.get("key") != key:
            raise Misfit(f"{path} was learnt from other words or by other code")
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files if name != _WORDS}
        return arrays, meta["words"]
    except Misfit:
        raise
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, json.JSONDecodeError) as error:
        raise Misfit(f"{path} cannot be read: {error}") from error
