"""A build asks for nothing that the environment has, and for the lock's own versions of the rest."""

import re
import subprocess
import sys
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def backend() -> ModuleType:
    spec = util.spec_from_file_location("build_backend", ROOT / "tools/build_backend.py")
    assert spec and spec.loader
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_there_is_not_asked_for(backend: ModuleType) -> None:
    assert backend.missing("json", "yaml") == []
    assert backend.missing("json", "no_such_module_at_all") == ["no_such_module_at_all"]


def test_what_the_environment_around_an_isolated_build_has_is_there(
    backend: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "find_spec", lambda name: None)  # as isolation hides it
    assert backend.missing("yaml", "no_such_module_at_all") == ["no_such_module_at_all"]


def test_what_is_missing_is_asked_for_as_the_lock_pins_it(
    backend: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend, "missing", lambda *names: list(names))
    asked = backend.get_requires_for_build_wheel()
    assert asked[0].startswith("hatchling")
    assert {re.split(r"[= ]", each)[0] for each in asked} == {"hatchling", *backend.LEARNING.values()}
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert all(each in lock for each in asked[1:]) and all("==" in each for each in asked[1:])


def test_learning_needs_neither_telegram_nor_a_database() -> None:
    code = "import sys, bot.knowledge; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())
    assert {"telegram", "sqlalchemy", "starlette", "httpx"} & loaded == set()
