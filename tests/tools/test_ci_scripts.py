"""What CI says of the packages: a licence that may not be used fails, what was not looked up is named."""

import importlib.util
import json
import subprocess
from email.message import Message
from pathlib import Path
from types import ModuleType

import pytest

CI = Path(__file__).parent.parent.parent / ".ci"


def script(name: str) -> ModuleType:
    described = importlib.util.spec_from_file_location(name, CI / f"{name}.py")
    assert described and described.loader
    module = importlib.util.module_from_spec(described)
    described.loader.exec_module(module)
    return module


@pytest.fixture
def lock(tmp_path: Path) -> str:
    file = tmp_path / "requirements.lock"
    file.write_text("some-package==1.0 \\\n    --hash=sha256:00\n", "utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("field", "said", "code"),
    [
        ("License-Expression", "MIT", 0),
        ("Classifier", "License :: OSI Approved :: BSD License", 0),
        ("License-Expression", "GPL-3.0-or-later", 1),
        ("Classifier", "License :: OSI Approved :: GNU Affero General Public License v3", 1),
        ("License-Expression", "MIT AND LGPL-2.1-only", 1),
        ("License", "my own terms", 1),
        ("Summary", "names none", 1),
    ],
)
def test_a_copyleft_or_unknown_licence_fails(
    field: str, said: str, code: int, lock: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    licences = script("licences")
    about = Message()
    about[field] = said
    monkeypatch.setattr(licences, "metadata", lambda name: about)
    assert licences.main(lock) == code
    assert ("some-package" in capsys.readouterr().out) is bool(code)


def test_the_weak_copyleft_of_two_is_let_through_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    licences = script("licences")
    about = Message()
    about["License-Expression"] = "LGPL-3.0-only"
    monkeypatch.setattr(licences, "metadata", lambda name: about)
    file = tmp_path / "lock"
    file.write_text("python-telegram-bot[ext]==22.8\npython-stdnum==2.1\n", "utf-8")
    assert licences.main(str(file)) == 0
    assert {"python-telegram-bot", "python-stdnum"} == licences.ALLOWED


SOUND = {"name": "sound", "version": "1", "vulns": []}
FAULTY = {"name": "faulty", "version": "1", "vulns": [{"id": "PYSEC-1"}]}
SKIPPED = {"name": "skipped", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "code", "said", "unsaid"),
    [
        ([SOUND], 0, ["clean: 1 packages"], ["not checked"]),
        ([SOUND, SKIPPED], 0, ["clean: 1 packages", "not checked (1): skipped"], []),
        ([SKIPPED], 0, ["not checked (1): skipped"], ["clean"]),
        ([SOUND, FAULTY], 1, ["faulty: PYSEC-1"], ["clean"]),
        (None, 0, ["not checked"], ["clean"]),
    ],
)
def test_clean_is_said_only_of_what_was_looked_up(
    packages: list[dict[str, object]] | None, code: int, said: list[str], unsaid: list[str], lock: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    audit = script("audit")
    output = "no network" if packages is None else json.dumps({"dependencies": packages})
    done = subprocess.CompletedProcess([], 1, output, "out of reach")
    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: done)
    assert audit.main(lock) == code
    out = capsys.readouterr().out
    assert all(words in out for words in said) and not any(words in out for words in unsaid)
