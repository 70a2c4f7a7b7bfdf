"""Who blocked the bot and comes back is told what was kept, and gets it."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.app import make_application
from bot.reception import make_reception
from bot.transport import App
from tests.auxil.local import Person
from tests.delivery.conftest import NOW, Duty, duty, quick

__all__ = ["duty", "quick"]


@pytest.fixture
async def app(duty: Duty) -> AsyncIterator[App]:
    """The application polling, without the sweep."""
    application = make_application(duty.services, duty.server.token, duty.server.url)
    async with application:
        await application.start()
        reception = make_reception(application)
        reception.polling.start()
        yield application
        await reception.polling.stop()
        reception.intake.close()
        await application.stop()


async def until(duty: Duty, state: str, number: int) -> None:
    async with asyncio.timeout(5):
        while (row := await duty.services.reminders.get(number, 1)) is None or row.state != state:
            await asyncio.sleep(0.01)


async def test_a_block_holds_everything_at_once_and_an_unblock_brings_it_back(duty: Duty, app: App) -> None:
    missed, ahead = await duty.add(1, "missed", minutes=1), await duty.add(1, "ahead", minutes=-60)
    person = Person(duty.server, 1, "en")
    duty.server.client.block(1)
    await until(duty, "blocked", ahead.id)
    await duty.tell()
    assert person.messages == []
    duty.server.client.block(1, blocked=False)
    answer = await person.hear()
    assert answer["text"].startswith("Welcome back.") and "2" in answer["text"] and "1" in answer["text"]
    await duty.tell()
    assert person.last["text"] == "missed"
    assert await duty.state(ahead) == "active" and await duty.state(missed) == "sent"
    person.close()


async def test_whatever_they_send_shows_that_they_are_back(duty: Duty, app: App) -> None:
    reminder = await duty.add(1, "x", minutes=-60)
    await duty.services.reminders.pause_person(1, NOW)
    person = Person(duty.server, 1, "fr")
    answer = await person.ask("/help")
    assert answer["text"].startswith("Bon retour.")
    await person.hear()
    assert await duty.state(reminder) == "active"
    assert (await duty.services.people.get(1)).blocked is None
    person.close()


async def test_who_has_no_reminders_leaves_no_trace_by_blocking(duty: Duty, app: App) -> None:
    person = Person(duty.server, 1, "en")
    duty.server.client.block(1)
    duty.server.client.block(1, blocked=False)
    answer = await person.ask("/help")
    assert not answer["text"].startswith("Welcome back.")
    assert await duty.services.people.get(1) == type(await duty.services.people.get(2))(1)
    person.close()
