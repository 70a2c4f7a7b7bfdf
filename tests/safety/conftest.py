"""The safety of the real words, read without learning."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.safety.verdict import SafetyChecker
from bot.safety_commands import checker
from tests.conftest import FAQ

Row = dict[str, Any]


@pytest.fixture(scope="session")
def safety() -> SafetyChecker:
    return checker(FAQ)


def rows(name: str) -> list[Row]:
    """A set of labelled messages beside these tests."""
    lines = (Path(__file__).parent / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]
