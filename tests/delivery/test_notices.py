"""What is told together, and in which order."""

from datetime import UTC, datetime, timedelta

from bot.cards.reminder import Reminder
from bot.delivery.notices import bundles

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def row(number: int, person: int = 1, card: int | None = None, rung: str | None = None) -> Reminder:
    due = NOON + timedelta(minutes=number)
    return Reminder(number, person, card, rung, "", due.replace(tzinfo=None), "UTC", None, due, "active", 1)


def ids(claimed: list[Reminder]) -> list[list[list[int]]]:
    return [[[each.id for each in bundle.rows] for bundle in own] for own in bundles(claimed)]


def test_people_come_in_the_order_of_their_first_deadline() -> None:
    assert ids([row(1, 8), row(2, 7), row(3, 8)]) == [[[1], [3]], [[2]]]


def test_the_last_rung_of_a_clock_covers_those_before_it() -> None:
    rungs = [row(1, 1, 5, "plan_end:3:2026-11-20"), row(2, 1, 5, "plan_end:1:2026-11-20"),
             row(3, 1, 5, "plan_end:0:2026-11-20")]  # fmt: skip
    assert ids(rungs) == [[[3, 2, 1]]]


def test_clocks_and_cards_of_one_person_share_a_message() -> None:
    rungs = [row(1, 1, 5, "plan_end:3:2026-11-20"), row(2, 1, 5, "number_death:3:2026-11-20"),
             row(3, 1, 6, "plan_end:3:2026-11-20"), row(4, 2, 5, "plan_end:1:2026-11-20")]  # fmt: skip
    assert ids(rungs) == [[[1, 2, 3]], [[4]]]


def test_typed_reminders_are_never_merged() -> None:
    assert ids([row(1), row(2, card=5), row(3, card=5)]) == [[[1], [2], [3]]]
