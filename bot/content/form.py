"""The base of every content model: frozen, and strict about names."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError
from rapidfuzz import process

from bot.content.languages import Language


def nearest(name: str, names: list[str]) -> str | None:
    """The name that an editor probably meant, or None where none is close."""
    found = process.extractOne(name, names, score_cutoff=60)
    return found[0] if found else None


def did_you_mean(name: str, names: list[str]) -> str:
    near = nearest(name, names)
    return f"; did you mean '{near}'?" if near else ""


class Form(BaseModel):
    """Refuses unknown keys and names the nearest valid one."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        names = [field.alias or name for name, field in cls.model_fields.items()]
        known = {*names, *cls.model_fields}
        for key in data:
            if key not in known:
                raise PydanticCustomError(
                    "unknown_key",
                    "unknown key '{key}'{hint}",
                    {"key": str(key), "hint": did_you_mean(str(key), names)},
                )
        return data


class ByLanguage(Form):
    """One value in each language, read as `value["fr"]`."""

    def __getitem__(self, language: Language) -> str:
        value: str = getattr(self, language.replace("-", "_").lower())
        return value


def same_everywhere(data: Any) -> Any:
    """A plain string stands for the same words in every language (a brand's name)."""
    return {"zh-Hans": data, "zh-Hant": data, "en": data, "fr": data} if isinstance(data, str) else data


def overlay(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with the leaves of `over` laid on top, mappings merged."""
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = overlay(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged
