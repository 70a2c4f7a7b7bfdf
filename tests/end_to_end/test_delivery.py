"""From the typed line to the message that arrives by itself, over HTTP, in the person's language."""

from datetime import timedelta

import pytest

from bot.clock import MovableClock
from tests.auxil.local import labels
from tests.end_to_end.conftest import Running


@pytest.mark.parametrize(
    ("language", "line", "done"),
    [
        ("zh-hans", "/remind 两小时后 充 Lebara", "✓ 知道了"),
        ("zh-hant", "/remind 兩小時後 充 Lebara", "✓ 知道了"),
        ("en", "/remind in two hours Lebara", "✓ Done"),
        ("fr", "/remind dans deux heures Lebara", "✓ C’est fait"),
    ],
)
async def test_a_typed_reminder_arrives_in_the_language_of_its_person(
    running: Running, language: str, line: str, done: str
) -> None:
    person = running.person(language=language)
    await person.ask(line)
    await person.tap("✓")
    clock = running.local.services.clock
    assert isinstance(clock, MovableClock)
    clock.move(timedelta(hours=2, seconds=1))
    told = await person.hear()
    assert "Lebara" in told["text"] and labels(told)[0] == done
    await person.tap(labels(told)[1])
    clock.move(timedelta(hours=1, seconds=1))
    assert (await person.hear())["text"] == told["text"]
