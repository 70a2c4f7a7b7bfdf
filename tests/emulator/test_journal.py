"""The journal keeps the last word on each key, over restarts and torn lines."""

from pathlib import Path

import pytest

from bot.emulator.journal import Journal
from bot.emulator.state import HISTORY
from tests.auxil.services import Services


def test_the_last_word_wins_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "chat.jsonl"
    first = Journal(path)
    for value in ("one", "two"):
        first.put("word", "a", value)
    first.put("word", "b", "gone")
    first.put("word", "b", None)
    first.close()
    second = Journal(path)
    assert list(second.values("word")) == ["two"]
    second.close()
    assert len(path.read_text().splitlines()) == 1


def test_a_torn_line_is_dropped(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "chat.jsonl"
    first = Journal(path)
    first.put("word", "a", "续费")
    first.close()
    with path.open("a") as file:
        file.write('["word","b","to')
    second = Journal(path)
    assert list(second.values("word")) == ["续费"]
    assert "line 2 is torn" in caplog.text
    second.put("word", "c", "whole")
    second.close()
    third = Journal(path)
    assert list(third.values("word")) == ["续费", "whole"]
    third.close()


def test_a_chat_does_not_grow_for_ever(tmp_path: Path) -> None:
    first = Services(tmp_path)
    for number in range(HISTORY + 3):
        first.client.say(1, str(number))
    first.world.close()
    second = Services(tmp_path)
    texts = [each["text"] for each in second.world.messages(1)]
    assert (len(texts), texts[0]) == (HISTORY, "3")
    second.world.close()
