"""No line of the log holds what a person wrote, at any level, and no fault fills the disk."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.logs import set_up
from bot.settings import load

SECRET = "my password is hunter2"


@pytest.fixture(params=["text", "json"])
def printed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the set up log prints."""
    root, telegram = logging.getLogger(), logging.getLogger("telegram")
    before = (root.handlers[:], root.level, telegram.level)
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    set_up(load({"LOG_LEVEL": "DEBUG", "LOG_FORMAT": request.param}, Path("/nonexistent/.env")))
    yield out
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    telegram.setLevel(before[2])


def test_the_library_tells_no_texts_at_any_level(printed: io.StringIO) -> None:
    for name in ("telegram.ext.Application", "telegram.ext.ExtBot", "telegram.Bot", "telegram.request"):
        for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL):
            logging.getLogger(name).log(level, "Error while parsing updates! Received data was %r", SECRET)
    assert "Received data" in printed.getvalue()
    assert "hunter2" not in printed.getvalue()


def test_an_error_that_quotes_a_message_is_told_without_its_words(printed: io.StringIO) -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as first:
            raise ValueError(SECRET) from first
    except ValueError:
        logging.getLogger("bot").exception("It failed")
    told = printed.getvalue()
    assert "KeyError" in told and "ValueError" in told and "test_logs.py" in told
    assert "hunter2" not in told


def test_an_error_of_the_system_keeps_its_words(printed: io.StringIO) -> None:
    try:
        raise PermissionError(13, "Permission denied")
    except PermissionError:
        logging.getLogger("bot").exception("It failed")
    assert "Permission denied" in printed.getvalue()


def test_a_fault_that_comes_again_and_again_is_told_some_times_a_minute(printed: io.StringIO) -> None:
    logger = logging.getLogger("bot")
    for second in range(1000):
        record = logger.makeRecord("bot", logging.ERROR, "", 0, "Broken: %d", (second,), None)
        record.created = 1000.0 + second / 100
        logger.handle(record)
    assert len(printed.getvalue().splitlines()) == 20
    record = logger.makeRecord("bot", logging.ERROR, "", 0, "Broken: %d", (0,), None)
    record.created = 2000.0
    logger.handle(record)
    last = printed.getvalue().splitlines()[-1]
    assert "980 like it" in (json.loads(last)["message"] if last.startswith("{") else last)
