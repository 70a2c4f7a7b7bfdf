"""The worker at work beside the bot: at once when the clock is moved, and gently when it ends."""

import asyncio
from datetime import timedelta

import pytest
from telegram.ext import ExtBot

from bot.app import make_application
from bot.delivery.worker import run_delivery
from bot.emulator import Fault
from bot.reception import make_reception
from bot.transport.throttle import Pace
from tests.auxil.local import Person
from tests.delivery.conftest import Duty, make_bot


async def bot_of(duty: Duty) -> ExtBot[None]:
    return make_bot(duty.server, duty.clock)


async def test_a_moved_clock_tells_at_once_what_it_made_due(duty: Duty) -> None:
    await duty.add(1, "x", hours=-24)
    person = Person(duty.server)
    async with await bot_of(duty) as bot, run_delivery(bot, duty.services) as worker:
        worker._every = 3600
        await asyncio.sleep(0.1)
        assert person.messages == []
        duty.clock.move(timedelta(days=1))
        assert (await person.hear())["text"] == "x"
    person.close()


async def test_what_is_on_its_way_at_the_end_still_arrives_and_is_marked(duty: Duty) -> None:
    reminder = await duty.add(1, "x", minutes=1)
    on_its_way = asyncio.Event()
    duty.server.api.faults.plan(Fault("sendMessage", after=on_its_way))
    person = Person(duty.server)
    async with await bot_of(duty) as bot:
        async with run_delivery(bot, duty.services):
            await person.hear()
            asyncio.get_running_loop().call_later(0.05, on_its_way.set)
        assert await duty.state(reminder) == "sent"
    person.close()


async def test_a_burst_is_told_in_full_although_more_is_due_than_fits(duty: Duty) -> None:
    for number in range(40):
        await duty.add(1 + number, f"{number}", minutes=1)
    async with await bot_of(duty) as bot, run_delivery(bot, duty.services) as worker:
        async with asyncio.timeout(20):
            while worker.stats.sent < 40:
                await asyncio.sleep(0.02)
    assert [len(duty.got(1 + number)) for number in range(40)] == [1] * 40


@pytest.mark.slow  # a load run against the clock, which a second worker on two cores disturbs
async def test_a_burst_stays_under_telegrams_limit_and_commands_are_answered_meanwhile(duty: Duty) -> None:
    burst, times = 60, []
    for number in range(burst):
        await duty.add(2 + number, "x", minutes=1)
    application = make_application(duty.services, duty.server.token, duty.server.url, pace=Pace())
    person, loop = Person(duty.server, 1, "en"), asyncio.get_running_loop()
    async with application, run_delivery(application.bot, duty.services) as worker:
        await application.start()
        reception = make_reception(application)
        reception.polling.start()
        with duty.server.api.calls.listen(lambda call: times.append(loop.time())):
            async with asyncio.timeout(20):
                while not worker.stats.sent:
                    await asyncio.sleep(0.01)
                await person.ask("/help")
                assert worker.stats.sent < burst
                while worker.stats.sent < burst:
                    await asyncio.sleep(0.02)
        await reception.polling.stop()
        reception.intake.close()
        await application.stop()
    person.close()
    assert max(sum(begin <= each < begin + 1 for each in times) for begin in times) <= 30


async def test_the_database_may_fail_for_a_while(duty: Duty) -> None:
    await duty.add(1, "x", minutes=1)
    person = Person(duty.server)
    claim, fails = duty.worker._outgoing.claim, [2]

    async def failing(*args, **more):  # type: ignore[no-untyped-def]
        if fails[0]:
            fails[0] -= 1
            raise OSError("the disk is full")
        return await claim(*args, **more)

    duty.worker._outgoing.claim = failing  # type: ignore[method-assign]
    duty.worker._every = 0.01
    running = asyncio.create_task(duty.worker.run())
    assert (await person.hear())["text"] == "x"
    duty.worker.stop()
    await running
    person.close()


async def test_what_can_no_longer_be_undone_is_forgotten(duty: Duty) -> None:
    reminder = await duty.add(1, "x", hours=-1)
    await duty.services.reminders.delete(reminder.id, reminder.person, duty.now)
    duty.clock.move(timedelta(minutes=2))
    async with await bot_of(duty) as bot, run_delivery(bot, duty.services):
        async with asyncio.timeout(5):
            while await duty.state(reminder):
                await asyncio.sleep(0.01)
