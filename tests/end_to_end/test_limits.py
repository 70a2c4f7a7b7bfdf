"""Who floods is told once and then not answered; everybody else is answered as before."""

import asyncio
import statistics
import time
from collections.abc import Callable

import pytest

from bot.cards.draft import Draft
from bot.delivery.worker import tidy
from bot.safety.limits import CARDS, REMINDERS, SHARES, LimitReached
from tests.auxil.local import Person
from tests.end_to_end.dayzero import Day, day
from tests.end_to_end.test_cards import added
from tests.end_to_end.test_sharing import invite

__all__ = ["day"]

SLOW = "That’s a lot at once"


@pytest.fixture
def flooder(day: Day) -> Person:
    # The clock stands: nothing is filled again by the time that the test takes.
    day.clock._frozen = day.clock.now()
    return day.person(5)


@pytest.mark.limited
async def test_twenty_messages_are_answered_then_one_word_then_silence(day: Day, flooder: Person) -> None:
    for _ in range(20):
        assert SLOW not in (await flooder.ask("/help"))["text"]
    assert (await flooder.ask("/help"))["text"].startswith(SLOW)
    before = len(flooder.messages)
    for _ in range(200):
        flooder.say("/help")
    # Another person's answer shows that all before it were looked at, and that nobody had to wait for them.
    other = day.person(6)
    assert SLOW not in (await other.ask("/help"))["text"]
    await day.local.services.database.answers()
    day.pass_(seconds=3)
    assert SLOW not in (await flooder.ask("/help"))["text"]
    assert len(flooder.messages) <= before + 2
    assert len(day.recorder.of("sendMessage")) < 30


@pytest.mark.limited
@pytest.mark.slow
async def test_a_flood_of_one_makes_nobody_else_wait(
    day: Day, flooder: Person, figure: Callable[[str], None]
) -> None:
    """Fifty messages of the flooder before each of somebody else, beside the same questions in quiet."""
    quiet = statistics.median([await _waited(day.person(100 + number)) for number in range(40)])
    flooded = []
    for number in range(40):
        for _ in range(50):
            flooder.say("忘记密码了怎么办")
        flooded.append(await _waited(day.person(200 + number)))
    waited = statistics.median(flooded)
    figure(f"flood of 2,000: others wait {waited * 1000:.0f} ms, {waited / quiet:.1f} × the quiet")
    # 50 messages that are looked at and left cost less than twice what one that is answered does.
    assert waited < 3 * quiet


async def _waited(person: Person) -> float:
    began = time.perf_counter()
    assert SLOW not in (await person.ask("忘记密码了怎么办"))["text"]
    return time.perf_counter() - began


@pytest.mark.limited
async def test_sixty_taps_then_a_toast_then_silence(day: Day, flooder: Person) -> None:
    message = await flooder.ask("/help")
    toasts: list[str] = []
    for number in range(70):
        flooder.server.client.tap(5, message["message_id"], "m" if number % 2 else "i")
    while len(toasts) < 61:
        event = await flooder.wait(lambda each: each["event"] == "toast")
        toasts.append(event.get("text") or "")
    assert [text for text in toasts if text.startswith(SLOW)] == toasts[-1:]


async def test_two_hundred_reminders_are_kept_and_no_more(day: Day) -> None:
    services, person = day.local.services, day.person()
    wall = services.now().replace(tzinfo=None, hour=20)
    for number in range(REMINDERS):
        await services.reminders.add(1, f"{number}", wall, "Europe/Paris", services.now())
    await person.ask("/remind on 15 December ring the notary")
    answer = await person.tap("✓")
    assert "200" in answer["text"]
    assert len(await services.reminders.of(1)) == REMINDERS


async def test_drafts_do_not_pile_up(day: Day) -> None:
    drafts, now = day.local.services.drafts, day.local.services.now()
    first = await drafts.save(1, Draft(text="0"), now)
    for number in range(REMINDERS):
        await drafts.save(1, Draft(text=f"{number}"), now)
    assert first.id is not None and await drafts.get(first.id, 1) is None


async def test_thirty_cards_and_no_more_by_any_button(day: Day) -> None:
    services, person = day.local.services, day.person()
    for number in range(CARDS):
        await services.cards.add(1, services.now(), operator=None, kind=None, nickname=f"{number}")
    message = await person.ask("/cards")
    assert "30" in (await person.tap_data("cn:orange:prepaid", message))["text"]
    assert len(await services.cards.of(1)) == CARDS


async def test_twenty_share_a_card_and_no_more(day: Day) -> None:
    owner = await added(day, 1)
    services = day.local.services
    card = (await services.cards.of(1))[0]
    for person in range(100, 100 + SHARES):
        start = await services.sharing.invite(card.id, 1, services.now())
        assert await services.sharing.join(start, person, services.now())
    start = (await invite(owner)).removeprefix("c_")
    with pytest.raises(LimitReached):
        await services.sharing.join(start, 999, services.now())
    assert "20" in (await day.person(7).ask(f"/start c_{start}"))["text"]
    assert await services.sharing.join(start, 100, services.now())


async def test_tidying_forgets_by_the_clock(day: Day) -> None:
    person, services = day.person(), day.local.services
    await person.ask("can I top up Lebara from China")
    assert await services.questions.newest()
    # The talk is written after its answer.
    while not (await services.personal.of(1)).get("conversations"):
        await asyncio.sleep(0)
    day.pass_(days=32)
    await tidy(services)
    assert await services.questions.newest() == []
    assert (await services.conversations.get(1)).topic is None
