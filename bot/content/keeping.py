"""The Library as JSON, so that a bot that starts needs neither YAML nor OpenCC, nor the memory they take.

The wordings stay behind: they taught the matcher, and nobody reads them.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.content.content_types import MODELS
from bot.content.form import Form
from bot.content.interface import Interface
from bot.content.languages import LANGUAGES
from bot.content.library import Library
from bot.content.time_zones import TimeZones

_PLAIN = tuple(
    field.name for field in fields(Library) if field.name not in {*MODELS, "interface", "concepts", "zones"}
)


@cache
def code_key() -> str:
    """A hash of the code that reads and learns: what other code kept is never trusted."""
    digest = hashlib.sha256()
    package = Path(__file__).parent.parent
    for path in sorted(
        [
            path
            for folder in ("content", "match")
            for kind in ("py", "yaml")
            for path in package.glob(f"{folder}/*.{kind}")
        ]
    ):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def keep(library: Library, file: Path) -> None:
    """Write the library; a reader sees the old file or the new one, never a half."""
    interface = {language: library.interface.sentences(language) for language in LANGUAGES}
    kept: dict[str, Any] = {"code": code_key(), "interface": interface, "zones": asdict(library.zones)}
    kept |= {name: getattr(library, name) for name in _PLAIN}
    for name in MODELS:
        forms: Mapping[str, Form] = getattr(library, name)
        kept[name] = {
            key: form.model_dump(mode="json", by_alias=True, exclude={"wordings"})
            for key, form in forms.items()
        }
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(kept, ensure_ascii=False, default=dict), "utf-8")
    fresh.replace(file)


def kept(file: Path, key: str | None) -> Library | None:
    """The library kept by just this code of the words with this hash (None: of any words), or None."""
    try:
        data = json.loads(file.read_bytes())
        if data.pop("code") != code_key() or key not in (None, data["key"]):
            return None
        forms: dict[str, Any] = {
            name: TypeAdapter(dict[str, model]).validate_python(data.pop(name))  # type: ignore[valid-type]
            for name, model in MODELS.items()
        }
        data["official"] = tuple(data["official"])
        zones, interface = TimeZones.of(data.pop("zones")), Interface(data.pop("interface"))
        return Library(**forms, interface=interface, zones=zones, **data)
    except (OSError, ValueError, KeyError, TypeError):
        return None
