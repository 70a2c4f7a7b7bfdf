"""What is due arrives, whatever Telegram and the network do, and nobody is in another's way."""

import asyncio
from datetime import date, datetime, timedelta
from decimal import Decimal

from bot.card_ladders import set_ladder, set_ladders
from bot.cards.deadlines import TopUp
from bot.delivery.look_ahead import send_look_aheads
from bot.delivery.result import IN_DOUBT, SHORTEST
from bot.delivery.worker import LEASE
from bot.emulator import ApiError, Fault, bad_request, too_many_requests
from bot.store.rungs import Rung
from bot.transport.throttle import Throttle
from tests.delivery.conftest import NOW, PARIS, Duty


async def test_a_reminder_arrives_at_its_time_and_once(duty: Duty) -> None:
    reminder = await duty.add(7, "充 Lebara", minutes=-10)
    await duty.tell()
    assert duty.got(7) == []
    duty.later(minutes=10)
    for _ in range(2):
        await duty.tell()
        duty.later(hours=1)
    assert duty.got(7) == ["充 Lebara"]
    assert await duty.state(reminder) == "sent"
    assert duty.worker.stats.sent == 1


async def test_the_earliest_deadline_goes_first(duty: Duty) -> None:
    # Gaps so wide that a busy machine cannot let a later message overtake on its way.
    duty.worker._pace = Throttle(per_second=5)
    for person in (3, 1, 2, 5, 4):
        await duty.add(person, "x", minutes=10 - person)
    await duty.tell()
    order = {message["message_id"]: person for person in duty.people
             for message in duty.server.world.messages(person)}  # fmt: skip
    assert [order[number] for number in sorted(order)] == [1, 2, 3, 4, 5]


async def test_a_person_gets_their_reminders_in_order(duty: Duty) -> None:
    for minutes in (1, 3, 2):
        await duty.add(7, f"{minutes}", minutes=minutes)
    await duty.tell()
    assert duty.got(7) == ["3", "2", "1"]


async def test_more_than_fit_at_once_all_arrive(duty: Duty) -> None:
    for person in range(1, 91):
        await duty.add(person, "x", minutes=1)
    await duty.tell()
    assert [len(duty.got(person)) for person in range(1, 91)] == [1] * 90


async def test_429_holds_that_chat_as_told_and_the_others_go_on(duty: Duty) -> None:
    await duty.add(7, "held", minutes=2)
    await duty.add(8, "other", minutes=1)
    duty.server.api.faults.plan(Fault("sendMessage", chat=7, refusal=too_many_requests(40)))
    await duty.tell()
    assert (duty.got(7), duty.got(8)) == ([], ["other"])
    await duty.add(7, "second", minutes=1)
    for seconds in (20, 19):
        duty.later(seconds=seconds)
        await duty.tell()
        assert duty.got(7) == []
    duty.later(seconds=4)
    await duty.tell()
    assert duty.got(7) == ["held", "second"]
    assert (duty.worker.stats.sent, duty.worker.stats.doubts) == (3, 0)


async def test_a_person_who_blocked_the_bot_is_left_alone(duty: Duty) -> None:
    reminders = [await duty.add(7, "x", minutes=minutes) for minutes in (2, 1, -60)]
    await duty.add(8, "other", minutes=1)
    duty.server.client.block(7)
    await duty.tell()
    assert [await duty.state(reminder) for reminder in reminders] == ["blocked"] * 3
    assert (await duty.services.people.get(7)).blocked == NOW
    assert duty.got(8) == ["other"]
    assert duty.worker.stats.refused == 1


async def test_a_chat_that_is_gone_is_left_alone(duty: Duty) -> None:
    reminder = await duty.add(7, "x", minutes=1)
    duty.server.world.journal.put("met", "7", None)
    await duty.tell()
    assert await duty.state(reminder) == "blocked"


async def test_500_backs_off_and_the_others_go_on(duty: Duty) -> None:
    await duty.add(7, "x", minutes=2)
    await duty.add(8, "other", minutes=1)
    fault = Fault("sendMessage", chat=7, times=2, refusal=ApiError(500, "Internal Server Error"))
    duty.server.api.faults.plan(fault)
    await duty.tell()
    assert (duty.got(7), duty.got(8)) == ([], ["other"])
    duty.later(seconds=SHORTEST.total_seconds() / 2 - 1)
    await duty.tell()
    assert fault.times == 1
    duty.later(seconds=4)
    await duty.tell()
    assert fault.times == 0 and duty.got(7) == []
    duty.later(seconds=11)
    await duty.tell()
    assert duty.got(7) == ["x"]
    assert (duty.worker.stats.failed, duty.worker.stats.doubts) == (2, 0)


async def test_a_timeout_before_the_effect_is_sent_again_but_not_at_once(duty: Duty) -> None:
    await duty.add(7, "x", minutes=1)
    duty.server.api.faults.plan(Fault("sendMessage", chat=7, before=duty.never, drop="before"))
    await duty.tell()
    duty.later(seconds=IN_DOUBT.total_seconds() - 1)
    await duty.tell()
    assert duty.got(7) == []
    duty.later(seconds=IN_DOUBT.total_seconds() + 1)
    await duty.tell()
    assert duty.got(7) == ["x"]


async def test_a_timeout_after_the_effect_is_a_doubt_that_is_counted_and_told(duty: Duty) -> None:
    await duty.add(7, "x", minutes=1)
    duty.server.api.faults.plan(Fault("sendMessage", chat=7, after=duty.never))
    await duty.tell()
    assert duty.got(7) == ["x"]
    duty.later(seconds=2 * IN_DOUBT.total_seconds() + 1)
    await duty.tell()
    first, second = duty.texts(7)
    assert duty.worker.stats.doubts == 1
    assert second.startswith(first) and len(second.splitlines()) == len(first.splitlines()) + 1


async def test_a_broken_connection_after_the_effect_is_a_doubt_too(duty: Duty) -> None:
    await duty.add(7, "x", minutes=1)
    duty.server.api.faults.plan(Fault("sendMessage", chat=7, drop="after"))
    await duty.tell()
    duty.later(seconds=2 * IN_DOUBT.total_seconds() + 1)
    await duty.tell()
    assert (len(duty.got(7)), duty.worker.stats.doubts) == (2, 1)


async def test_while_telegram_is_out_of_reach_nothing_is_lost_or_doubted(duty: Duty) -> None:
    for person in range(1, 61):
        await duty.add(person, "x", minutes=1)
    bot = duty.worker._messenger._bot  # type: ignore[attr-defined]
    base, bot._base_url = bot._base_url, bot._base_url.replace(str(duty.server.port), "9")
    for _ in range(5):
        await duty.tell()
        duty.later(minutes=2)
    assert duty.worker.stats.failed < 5 * 48, "an outage must not wear out every row"
    bot._base_url = base
    for _ in range(3):
        await duty.tell()
        duty.later(minutes=2)
    assert [len(duty.got(person)) for person in range(1, 61)] == [1] * 60
    assert duty.worker.stats.doubts == 0


async def test_a_refused_row_never_stops_the_others(duty: Duty) -> None:
    bad = await duty.add(7, "bad", minutes=5)
    for person in (8, 9):
        await duty.add(person, "good", minutes=1)
    duty.server.api.faults.plan(
        Fault("sendMessage", chat=7, times=99, refusal=bad_request("can't parse entities"))
    )
    for _ in range(3):
        await duty.tell()
        duty.later(minutes=10)
    assert (duty.got(8), duty.got(9)) == (["good"], ["good"])
    assert await duty.state(bad) == "active"


async def test_a_row_that_breaks_our_own_code_never_stops_the_others(duty: Duty) -> None:
    bad = await duty.add(7, "bad", minutes=5)
    await duty.add(8, "good", minutes=1)
    tell = duty.worker._messenger.tell

    async def breaking(reminders, now):  # type: ignore[no-untyped-def]
        if reminders[0].id == bad.id:
            raise ZeroDivisionError
        return await tell(reminders, now)

    duty.worker._messenger.tell = breaking  # type: ignore[method-assign]
    await duty.tell()
    assert duty.got(8) == ["good"] and await duty.state(bad) == "active"


async def test_what_comes_late_says_so(duty: Duty) -> None:
    await duty.services.people.change(7, NOW, language="en")
    await duty.add(7, "x", hours=25)
    await duty.tell()
    assert duty.texts(7) == ["x\nThis was due yesterday at 09:00; I could not send it in time."]


async def test_a_new_time_given_while_it_is_sent_stands(duty: Duty) -> None:
    reminder = await duty.add(7, "x", minutes=1)
    on_its_way = asyncio.Event()
    duty.server.api.faults.plan(Fault("sendMessage", chat=7, after=on_its_way))
    await duty.worker.once()
    await _arrived(duty, 7)
    tomorrow = datetime(2026, 11, 21, 10)
    await duty.services.reminders.change(reminder.id, reminder.person, duty.now, wall=tomorrow)
    on_its_way.set()
    await duty.worker.settled()
    now = await duty.services.reminders.get(reminder.id, reminder.person)
    assert now and (now.state, now.wall) == ("active", tomorrow)
    duty.later(days=1)
    await duty.tell()
    assert duty.got(7) == ["x", "x"]


async def test_what_is_deleted_while_it_is_sent_stays_deleted(duty: Duty) -> None:
    reminder = await duty.add(7, "x", minutes=1)
    on_its_way = asyncio.Event()
    duty.server.api.faults.plan(Fault("sendMessage", chat=7, after=on_its_way))
    await duty.worker.once()
    await _arrived(duty, 7)
    await duty.services.reminders.delete(reminder.id, reminder.person, duty.now)
    on_its_way.set()
    await duty.worker.settled()
    assert await duty.state(reminder) == "deleted"


async def test_what_changes_between_claim_and_send_is_told_as_it_is_then(duty: Duty) -> None:
    changed, paused, deleted = [await duty.add(person, "old", minutes=1) for person in (1, 2, 3)]
    gate = _gate(duty)
    await duty.worker.once()
    await duty.services.reminders.change(changed.id, changed.person, duty.now, text="new")
    await duty.services.reminders.pause(paused.id, paused.person)
    await duty.services.reminders.delete(deleted.id, deleted.person, duty.now)
    gate.set()
    await duty.worker.settled()
    assert [duty.got(person) for person in (1, 2, 3)] == [["new"], [], []]
    assert duty.worker.stats.dropped == 2


async def test_a_card_deleted_or_renewed_between_claim_and_send_says_nothing(duty: Duty) -> None:
    cards = [await _card_with_rung(duty, person) for person in (1, 2)]
    gate = _gate(duty)
    assert await duty.worker.once() == 2
    await duty.services.cards.delete(cards[0], 1, duty.now)
    await duty.services.cards.renew(cards[1], 2, date(2026, 11, 20), date(2026, 12, 20), None, duty.now)
    gate.set()
    await duty.worker.settled()
    assert (duty.got(1), duty.got(2)) == ([], [])


async def test_a_new_ladder_while_a_rung_is_sent_never_sends_it_twice(duty: Duty) -> None:
    card = await _card_with_rung(duty, 7)
    on_its_way = asyncio.Event()
    duty.server.api.faults.plan(Fault("sendMessage", chat=7, after=on_its_way))
    await duty.worker.once()
    await _arrived(duty, 7)
    await duty.services.reminders.set_ladder(card, 7, [RUNG], duty.now)
    on_its_way.set()
    await duty.worker.settled()
    await duty.services.reminders.set_ladder(card, 7, [RUNG], duty.now)
    duty.later(days=1)
    await duty.tell()
    assert len(duty.got(7)) == 1


async def test_after_an_outage_one_message_says_what_several_rungs_would(duty: Duty) -> None:
    card = await _card_with_rung(duty, 7)
    walls = [(3, datetime(2026, 11, 17, 9)), (1, datetime(2026, 11, 19, 9)), (0, datetime(2026, 11, 20, 9))]
    ladder = [Rung(f"plan_end:{days}:2026-11-20", wall, PARIS) for days, wall in walls]
    await duty.services.reminders.set_ladder(card, 7, ladder, duty.now)
    await duty.tell()
    assert len(duty.got(7)) == 1 and "套餐" in duty.got(7)[0]
    assert await duty.services.reminders.rungs(card, 7) == []


async def test_a_crashed_claim_is_taken_up_when_its_lease_is_over(duty: Duty) -> None:
    await duty.add(7, "x", minutes=1)
    await duty.worker._outgoing.claim(duty.now, 10, LEASE)
    duty.later(seconds=LEASE.total_seconds() - 1)
    await duty.tell()
    assert duty.got(7) == []
    duty.later(seconds=1)
    await duty.tell()
    assert duty.got(7) == ["x"] and duty.worker.stats.doubts == 1


RUNG = Rung("plan_end:0:2026-11-20", datetime(2026, 11, 20, 9), PARIS)


async def _card_with_rung(duty: Duty, person: int) -> int:
    duty.server.world.meet(person)
    end = date(2026, 11, 20)
    values = {"operator": "lebara", "kind": "prepaid", "nickname": "n", "plan_end": end}
    card = await duty.services.cards.add(person, duty.now, **values)  # type: ignore[arg-type]
    await duty.services.reminders.set_ladder(card.id, person, [RUNG], duty.now)
    return card.id


def _gate(duty: Duty) -> asyncio.Event:
    """Holds every message between its claim and its sending."""
    gate = asyncio.Event()

    async def turn() -> None:
        await gate.wait()

    duty.worker._pace.turn = turn  # type: ignore[method-assign]
    return gate


async def _arrived(duty: Duty, person: int) -> None:
    async with asyncio.timeout(5):
        with duty.server.world.feed.watch(person) as watcher:
            while not duty.got(person):
                await watcher.get()


def test_a_lease_is_longer_than_the_longest_send() -> None:
    longest = timedelta(seconds=10 + 5 + 20 + 1)
    assert longest < LEASE


async def test_thousands_of_one_person_never_delay_the_others(duty: Duty) -> None:
    for number in range(60):
        await duty.add(7, f"{number}", minutes=90 - number)
    for person in (8, 9):
        await duty.add(person, "mine", minutes=1)
    await duty.worker.once()
    await duty.worker.settled()
    assert (duty.got(8), duty.got(9)) == (["mine"], ["mine"])
    await duty.tell()
    assert duty.got(7) == [f"{number}" for number in range(60)]


async def test_an_orange_card_sends_few_messages_and_names_every_clock(duty: Duty) -> None:
    today = duty.now.date()
    top_up = TopUp(today, Decimal(10))
    for person in (7, 8):
        duty.server.world.meet(person)
    card = await duty.services.cards.add(
        7, duty.now, operator="orange", kind="prepaid", nickname="n", last_topup=today, top_ups=(top_up,),
        plan_end=today + timedelta(days=30), credit_end=today + timedelta(days=32),
    )  # fmt: skip
    sharing = duty.services.sharing
    await sharing.join(await sharing.invite(card.id, 7, duty.now), 8, duty.now)
    await set_ladders(card, duty.services)
    mornings: list[int] = []
    for _day in range(36 + 5 * 31):
        before = len(duty.texts(7))
        for _ in range(2):
            duty.later(hours=12)
            await duty.tell()
        mornings.append(len(duty.texts(7)) - before)
    assert sum(mornings[:35]) <= 8 and max(mornings) == 1
    for person in (7, 8):
        said = " ".join(duty.texts(person))
        assert all(word in said for word in ("套餐 12 月 20 日", "话费 12 月 22 日", "号码 5 月 20 日"))


async def test_a_charge_is_told_every_month_and_a_journeys_end_once_it_is_over(duty: Duty) -> None:
    duty.server.world.meet(7)
    plan = await duty.services.cards.add(
        7, duty.now, operator="free", kind="subscription", nickname="", charge_day=31, cents=1999
    )
    await set_ladders(plan, duty.services)
    for _ in range(430):
        duty.later(days=1)
        await duty.tell()
    said = duty.texts(7)
    assert len(said) == 14 and all("今天扣款，19.99 €" in text for text in said)


async def test_what_came_can_be_looked_up(duty: Duty) -> None:
    await duty.add(7, "late", minutes=90)
    await duty.add(7, "in time", minutes=1)
    await duty.tell()
    came = await duty.services.reminders.arrived(7)
    assert [(each.text, each.fate) for each in came] == [("in time", "sent"), ("late", "late")]


async def test_one_that_insists_comes_every_day_until_it_is_confirmed(duty: Duty) -> None:
    reminder = await duty.add(7, "pay", minutes=1)
    await duty.services.reminders.insist(reminder.id, 7, True)
    for _ in range(3):
        await duty.tell()
        duty.later(days=1)
    assert duty.got(7) == ["pay", "pay", "pay"]
    await duty.services.reminders.confirm(reminder.id, 7, duty.now)
    duty.later(days=3)
    await duty.tell()
    assert duty.got(7) == ["pay", "pay", "pay"]


async def test_the_moved_clock_stops_where_something_is_due(duty: Duty) -> None:
    start = duty.now
    await duty.add(7, "first", hours=-5)
    daily = await duty.add(7, "daily", hours=-2)
    await duty.services.reminders.change(daily.id, 7, duty.now, rule="FREQ=DAILY")
    duty.clock.due = duty.worker
    assert await duty.clock.travel(start + timedelta(days=3)) == start + timedelta(days=3)
    assert duty.texts(7) == ["daily", "first", "daily", "daily"]
    assert duty.clock.back() == start


async def test_a_look_ahead_comes_once_on_its_weekday_at_the_persons_hour(duty: Duty) -> None:
    await duty.add(7, "pay", hours=-40)
    await duty.services.people.change(7, duty.now, digest=4, hour=11, zone=PARIS)
    bot = duty.worker._messenger._bot  # type: ignore[attr-defined]
    assert await send_look_aheads(bot, duty.services) == 0
    duty.later(hours=2)
    assert [await send_look_aheads(bot, duty.services) for _ in range(2)] == [1, 0]
    assert duty.got(7) == ["接下来七天："] and "pay" in duty.texts(7)[0]
    duty.later(days=7)
    assert await send_look_aheads(bot, duty.services) == 1


async def test_own_hour_and_quiet_hours_decide_when_a_card_speaks(duty: Duty) -> None:
    duty.server.world.meet(7)
    end = duty.now.date() + timedelta(days=10)
    card = await duty.services.cards.add(
        7, duty.now, operator=None, kind="prepaid", nickname="n", plan_end=end
    )
    walls = []
    for values in ({"hour": 6}, {"hour": 20}, {"hour": 23, "quiet_from": 22, "quiet_to": 7}):
        await duty.services.people.change(7, duty.now, **values)
        await set_ladder(card, 7, duty.services)
        rungs = await duty.services.reminders.rungs(card.id, 7)
        walls.append({f"{rung.wall:%H:%M}" for rung in rungs})
    assert walls == [{"06:00"}, {"20:00"}, {"07:00"}]
