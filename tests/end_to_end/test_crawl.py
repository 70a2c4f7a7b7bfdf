"""A crawler taps through what the store holds, in all four languages: cards, reminders, sharing, zones."""

import logging
from collections import Counter, deque
from collections.abc import Callable

import pytest

from bot.screens import routes
from bot.screens.render import rendered
from tests.auxil.local import buttons
from tests.end_to_end.conftest import Running

LANGUAGES = {"zh-hans": "☰ 菜单", "zh-hant": "☰ 選單", "en": "☰ Menu", "fr": "☰ Menu"}
# A month has thirty days: some buttons of a kind stand for all of them.
OF_A_KIND = 4
# Read-backs have no menu: they wait for a yes or a no.
READ_BACK = "✓"


_QUICK = "zh-hans"


@pytest.mark.parametrize(
    "language", [pytest.param(each, marks=() if each == _QUICK else pytest.mark.slow) for each in LANGUAGES]
)
async def test_no_button_of_cards_and_reminders_is_a_dead_end_or_an_error(
    language: str, running: Running, caplog: pytest.LogCaptureFixture, figure: Callable[[str], None]
) -> None:
    person = running.person(language=language)
    await person.ask("/start")
    queue, seen, kinds = deque[str](), set[str](), Counter[type]()

    def note() -> None:
        for each in buttons(person.last):
            data = each.get("callback_data", "")
            route = routes.unpack(data)
            if data and data not in seen and route is not None and type(route) not in rendered():
                seen.add(data)
                kinds[type(route)] += 1
                if kinds[type(route)] <= OF_A_KIND:
                    queue.append(data)

    for command in ("/remind", "/remind 15/12/2026 Lebara", "/cards", "/reminders", "/timezone"):
        await person.ask(command)
        note()
    taps = 0
    while queue:
        await person.ask("/help")
        shown = await person.tap_data(queue.popleft())
        taps += 1
        if "document" in shown:  # the calendar file comes beside its screen
            continue
        labels = [each["text"] for each in buttons(shown)]
        assert labels, shown["text"]
        ways_out = (LANGUAGES[language], "☰")
        assert labels[-1] in ways_out or labels[0].startswith(READ_BACK), labels
        note()
    figure(f"the crawler tapped {taps} buttons of {len(kinds)} kinds in {language}")
    assert len(kinds) > 25
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert running.recorder.problems == []
