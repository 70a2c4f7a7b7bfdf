"""Checks calls and answers against the Bot API: our own table of it, and its specification where that lies
beside the project.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from bot.content.telegram_html import units
from bot.emulator.http_api import Call
from bot.emulator.message_text import formatted
from tests.auxil import own_spec

PATH = Path(__file__).parents[2].parent / "shared" / "botapi-spec.json"
MISSING = f"the Bot API's specification does not lie at {PATH}"

_SIMPLE: dict[str, Any] = {"Integer": int, "Float": (int, float), "String": str, "Boolean": bool}
_LENGTH = re.compile(r"(\d+)-(\d+) (characters|bytes)")


@cache
def load() -> Spec | None:
    """The whole specification, with types and answers; None where it does not lie beside the project."""
    return Spec(json.loads(PATH.read_text(encoding="utf-8"))) if PATH.exists() else None


@cache
def own() -> Spec:
    """What the bot uses of it, in our own table: always there."""
    return Spec(own_spec.tree())


def problems_of(call: Call) -> list[str]:
    """What is wrong with a call, by our own table and by the specification."""
    whole = load()
    return [*own().call(call), *(whole.call(call) if whole else ())]


class Spec:
    """Methods and types of the specification; problems are told as sentences, none is good."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self._methods = tree["methods"]
        self._types = tree["types"]

    def call(self, call: Call) -> list[str]:
        """What is wrong with a call and, where it was granted, with its answer."""
        values = call.params.values | dict.fromkeys(call.params.uploads, "attach")
        problems = self.parameters(call.method, values, frozenset(call.params.uploads))
        if call.ok and call.answer is not None:
            problems += self.answer(call.method, call.answer["result"])
        return problems

    def parameters(
        self, method: str, values: dict[str, Any], uploads: frozenset[str] = frozenset()
    ) -> list[str]:
        """What is wrong with the parameters of a call, in JSON or as form strings."""
        if method not in self._methods:
            return [f"{method}: there is no such method"]
        fields = self._methods[method].get("fields", [])
        known = {field["name"]: field for field in fields}
        problems = [f"{method}: unknown parameter {name}" for name in values.keys() - known.keys() - uploads]
        problems += [
            f"{method}: {field['name']} is missing"
            for field in fields
            if field["required"] and field["name"] not in values.keys() | uploads
        ]
        for name, value in values.items():
            if name in known:
                problems += self._field(known[name], _decoded(value, known[name]["types"]), method, values)
        return problems

    def answer(self, method: str, result: Any) -> list[str]:
        """What is wrong with the result of a call."""
        return self._value(result, self._methods[method]["returns"], f"{method} ->")

    def update(self, update: dict[str, Any]) -> list[str]:
        """What is wrong with an Update."""
        return self._value(update, ["Update"], "Update")

    def _field(self, field: Any, value: Any, where: str, around: dict[str, Any]) -> list[str]:
        place = f"{where}.{field['name']}"
        problems = self._value(value, field["types"], place)
        found = _LENGTH.search(field["description"])
        if problems or not found or not isinstance(value, str):
            return problems
        low, high, unit = int(found[1]), int(found[2]), found[3]
        if "after entities parsing" in field["description"]:
            value = formatted(value, str(around.get("parse_mode") or "")).text
        length = len(value.encode()) if unit == "bytes" else units(value)
        return [] if low <= length <= high else [f"{place}: {length} {unit}, allowed are {low} to {high}"]

    def _value(self, value: Any, types: list[str], where: str) -> list[str]:
        tries = [self._one(value, each, where) for each in types]
        return min(tries, key=len)

    def _one(self, value: Any, kind: str, where: str) -> list[str]:
        if kind == "Any":
            return []
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                return [f"{where}: {value!r} is no array"]
            inner = kind.removeprefix("Array of ")
            return [each for i, item in enumerate(value) for each in self._one(item, inner, f"{where}[{i}]")]
        if kind in _SIMPLE:
            fits = isinstance(value, _SIMPLE[kind]) and isinstance(value, bool) == (kind == "Boolean")
            return [] if fits else [f"{where}: {value!r} is no {kind}"]
        if kind == "InputFile":
            return [] if value == "attach" else [f"{where}: {value!r} is no upload"]
        return self._object(value, kind, where)

    def _object(self, value: Any, kind: str, where: str) -> list[str]:
        described = self._types[kind]
        if "subtypes" in described:
            return self._value(value, described["subtypes"], where)
        if not isinstance(value, dict):
            return [f"{where}: {value!r} is no {kind}"]
        fields = {field["name"]: field for field in described.get("fields", [])}
        problems = [f"{where}: {kind} has no field {name}" for name in value.keys() - fields.keys()]
        for name, field in fields.items():
            if name in value:
                problems += self._field(field, value[name], where, value)
            elif field["required"]:
                problems.append(f"{where}: {kind}.{name} is missing")
        return problems


def _decoded(value: Any, types: list[str]) -> Any:
    """A form's string as the type that the parameter has."""
    if not isinstance(value, str):
        return value
    if "Integer" in types and re.fullmatch(r"-?\d+", value):
        return int(value)
    if types == ["Boolean"]:
        return {"true": True, "false": False}.get(value.lower(), value)
    if types == ["Any"]:
        return value
    if "String" in types or types == ["InputFile"]:
        return "attach" if "InputFile" in types and value.startswith("attach://") else value
    try:
        return json.loads(value)
    except ValueError:
        return value
