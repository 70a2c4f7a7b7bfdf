"""/settings: each choice is two taps away, undone with one more, and in force at once."""

import re

import pytest

from bot.screens.settings_screens import NAMES
from tests.auxil.local import Person, labels
from tests.end_to_end.dayzero import Day, day
from tests.end_to_end.test_cards import added

__all__ = ["day"]

# A setting, the button of a value, and what the line then says.
CHANGES = [
    ("Time zone", "Beijing", "Beijing"),
    ("Hour", "18:00", "18:00"),
    ("Quiet hours", "21:00–07:00", "21:00–07:00"),
    ("Weekly digest", "Monday", "Monday"),
    ("Days before", "3, 1, 0 days before", "3, 1, 0 days before"),
    ("Simple display", "on", "on"),
]


def line(message: dict[str, str], name: str) -> str:
    found = re.search(rf"^{name}: (.*)$", message["text"], re.MULTILINE)
    assert found, message["text"]
    return found[1]


@pytest.mark.parametrize(("name", "value", "told"), CHANGES)
async def test_two_taps_change_and_one_undoes(day: Day, name: str, value: str, told: str) -> None:
    person = day.person()
    before = line(await person.ask("/settings"), name)
    await person.tap(name)
    changed = await person.tap(value)
    assert line(changed, name) == told != before
    stored = await day.local.services.people.get(1)
    undo = next(label for label in labels(changed) if label.endswith("Undo"))
    assert line(await person.tap(undo), name) == before
    assert await day.local.services.people.get(1) != stored


async def test_language_is_changed_there_too(day: Day) -> None:
    person = day.person()
    await person.ask("/settings")
    await person.tap("Language")
    assert "Vos réglages" in (await person.tap("Français"))["text"] or "C’est changé" in person.last["text"]
    await person.tap("↩ Annuler")
    assert (await day.local.services.people.get(1)).language == "en"


def due(rungs: list[object]) -> set[str]:
    return {str(rung.wall)[11:16] for rung in rungs}  # type: ignore[attr-defined]


async def test_the_reminders_of_cards_follow_the_hour(day: Day) -> None:
    person = await added(day)
    services = day.local.services
    card = (await services.cards.of(1))[0]
    before = due(list(await services.reminders.rungs(card.id, 1)))
    await person.ask("/settings")
    await person.tap("Hour")
    await person.tap("18:00")
    assert due(list(await services.reminders.rungs(card.id, 1))) == {"18:00"} != before


async def test_simple_display_has_one_button_a_row_and_no_emoji(day: Day) -> None:
    person = await added(day)
    await person.ask("/settings")
    await person.tap("Simple display")
    await person.tap("on")
    for text in ("/start", "/cards", "can I top up Lebara from China", "/help"):
        shown = await person.ask(text)
        rows = shown["reply_markup"]["inline_keyboard"]
        assert all(len(row) == 1 for row in rows), text
        assert not re.search("[\U0001f000-\U0001faff▓░⏰❓]", str(shown["text"]) + str(labels(shown)))
    warned = await person.ask("my card 4975 3333 3331 3573 cvv 417")
    judged = await person.ask("Your SIM is blocked, pay at https://orange-fr.top/pay now")
    for shown in (warned, judged):
        assert all(len(row) == 1 for row in shown["reply_markup"]["inline_keyboard"])
        assert not re.search("[\U0001f000-\U0001faff]", str(shown["text"]) + str(labels(shown)))
    day.pass_(days=25)
    await day.settled()
    assert all(len(row) == 1 for row in person.last["reply_markup"]["inline_keyboard"])


async def test_forged_values_change_nothing(day: Day) -> None:
    person: Person = day.person()
    for data in (
        "sv:hour:99",
        "sv:quiet:1-99",
        "sv:ladder:x",
        "sv:zone:Mars/Base",
        "sv:nothing:1",
        "sv:simple:7",
    ):
        shown = await person.tap_data(data, await person.ask("/help"))
        assert "Hour: as usual" in shown["text"], data
    kept = await day.local.services.people.get(1)
    assert (kept.hour, kept.quiet_from, kept.ladder, kept.zone, kept.simple) == (None,) * 5
    assert "Hour" in (await person.tap_data("so:nothing", await person.ask("/help")))["text"]


async def test_every_setting_opens(day: Day) -> None:
    person = day.person()
    for name in NAMES:
        shown = await person.tap_data(f"so:{name}", await person.ask("/settings"))
        assert any(label.startswith("✓ ") for label in labels(shown)), name
