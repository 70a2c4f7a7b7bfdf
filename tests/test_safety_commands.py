"""`xufei mask` and `xufei verdict` from the shell."""

import json
import subprocess
import sys

import pytest

from bot.content.problem import ContentError
from bot.safety_commands import checker


def _xufei(command: str, text: str, *options: str) -> list[str]:
    run = [sys.executable, "-m", "bot.cli", command, *options, "-"]
    done = subprocess.run(run, input=text, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_mask_reads_a_message_a_line() -> None:
    lines = _xufei("mask", "我的PIN是4471\n充了没用\n", "--json")
    assert [json.loads(line) for line in lines] == [
        {"masked": "我的PIN是····", "kinds": ["pin"]},
        {"masked": "充了没用", "kinds": []},
    ]


def test_verdict_reads_a_message_a_line() -> None:
    lines = _xufei("verdict", "http://185.33.12.9/bouygues\n充了没用\n", "--json")
    assert [json.loads(line) for line in lines] == [
        {"message": "http://185.33.12.9/bouygues", "verdict": "suspicious", "reasons": ["ip"]},
        {"message": "充了没用", "verdict": "unknown", "reasons": []},
    ]


def test_without_json_they_speak_plainly() -> None:
    assert _xufei("mask", "pin 4471\n") == ["pin ····"]
    assert _xufei("verdict", "bit.ly/x\n") == ["suspicious shortener"]


def test_broken_words_are_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "hosts.yaml").write_text("official: [")
    with pytest.raises(ContentError, match=r"hosts\.yaml"):
        checker(tmp_path)
