"""Updates are stored before they are confirmed, and one copy works on each."""

from datetime import timedelta

from bot.store.database import Database
from bot.store.inbox import LEASE, Inbox, key_of
from tests.store.conftest import NOW


def came(*numbers: int) -> list[tuple[tuple[int, str], dict[str, object]]]:
    raws: list[dict[str, object]] = [{"update_id": number, "message": {"text": "你好"}} for number in numbers]
    return [(key_of(number, raw), raw) for number, raw in zip(numbers, raws, strict=True)]


def test_a_key_is_the_same_however_the_json_is_ordered() -> None:
    assert key_of(7, {"a": 1, "b": "é"}) == key_of(7, {"b": "é", "a": 1}) != key_of(7, {"a": 1, "b": "e"})


async def test_only_what_is_new_is_taken(database: Database) -> None:
    here, there = Inbox(database), Inbox(database)
    assert await here.put(came(1, 2), NOW) == {key for key, _ in came(1, 2)}
    assert await there.put(came(2, 3), NOW) == {key for key, _ in came(3)}
    assert await there.put([], NOW) == set()


async def test_what_a_copy_that_is_gone_left_is_taken_over_in_order(database: Database) -> None:
    inbox = Inbox(database)
    await inbox.put(came(3, 1, 2), NOW)
    keys = [key for key, _ in came(1, 2, 3)]
    await inbox.settle(keys[1:2], [], NOW)
    left = await Inbox(database).claim(NOW + LEASE)
    assert left == came(1, 3)
    # One copy takes it, no second does; a finished one never comes back.
    if not database.is_sqlite:
        assert await Inbox(database).claim(NOW + LEASE) == []


async def test_what_is_at_work_stays_with_its_copy(database: Database) -> None:
    inbox = Inbox(database)
    await inbox.put(came(1), NOW)
    mine = [key for key, _ in came(1)]
    assert await inbox.claim(NOW + LEASE, mine) == []
    if not database.is_sqlite:
        await inbox.settle([], mine, NOW + LEASE / 2)
        assert await Inbox(database).claim(NOW + LEASE) == []


async def test_keys_are_remembered_as_long_as_telegram_may_bring_them_again(database: Database) -> None:
    inbox = Inbox(database)
    await inbox.put(came(1), NOW)
    await inbox.settle([key for key, _ in came(1)], [], NOW)
    await inbox.purge(NOW + timedelta(days=1))
    assert await inbox.put(came(1), NOW) == set()
    await inbox.purge(NOW + timedelta(days=3))
    assert await inbox.put(came(1), NOW) != set()
