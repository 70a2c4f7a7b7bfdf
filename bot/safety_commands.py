"""`xufei mask` and `xufei verdict`: what is secret, what is false; from the words alone, without learning."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.content.problem import ContentError, Problem
from bot.content.reading import SAFETY
from bot.content.strict_yaml import load
from bot.safety.verdict import SafetyChecker


def checker(faq: Path) -> SafetyChecker:
    """What the words of a folder say of secrets and false messages. ContentError where they are no YAML."""
    operators = {path.stem: _words(faq, path) for path in sorted((faq / "operators").glob("*.yaml"))}
    official = _words(faq, faq / "hosts.yaml").get("official") or ()
    return SafetyChecker.of(
        operators, official, {name: _words(faq, faq / "safety" / f"{name}.yaml") for name in SAFETY}
    )


def _words(faq: Path, file: Path) -> dict[str, Any]:
    document = load(file, faq)
    if document.faults:
        name = str(file.relative_to(faq))
        raise ContentError([Problem(name, fault.line, fault.message) for fault in document.faults])
    return document.data if isinstance(document.data, dict) else {}


def mask(messages: Iterable[str], faq: Path, as_json: bool) -> None:
    """Print each message with its secrets masked; as JSON `{"masked", "kinds"}`."""
    secrets = checker(faq).secrets
    for message in messages:
        masked = secrets.mask(message)
        told = {"masked": masked.text, "kinds": list(masked.kinds)}
        print(json.dumps(told, ensure_ascii=False) if as_json else masked.text, flush=True)


def verdict(messages: Iterable[str], faq: Path, as_json: bool) -> None:
    """Print the verdict on each message; as JSON `{"message", "verdict", "reasons"}`."""
    safety = checker(faq)
    for message in messages:
        found = safety.verdict(message)
        told = {"message": message, "verdict": found.verdict, "reasons": list(found.reasons)}
        plain = " ".join([found.verdict, *found.reasons])
        print(json.dumps(told, ensure_ascii=False) if as_json else plain, flush=True)
