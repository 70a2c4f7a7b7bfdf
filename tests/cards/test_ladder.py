"""The ladder of a card."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.ladder import GRACE, OFFSETS, Quiet, SnoozeLength, rungs, snooze

NOW = datetime(2026, 11, 20, 10, 0)
DUE = date(2026, 12, 12)


def test_climbs_from_the_next_rung_to_the_last_of_the_grace_ladder() -> None:
    ladder = rungs([("plan_end", DUE)], NOW)
    assert [rung.offset for rung in ladder] == [14, 7, 3, 1, 0, -1, -3, -7, -14, -30]
    assert ladder[0].wall == datetime(2026, 11, 28, 9, 0)


def test_keys_are_stable_and_name_the_clock_the_step_and_the_date() -> None:
    first = rungs([("plan_end", DUE)], NOW)[0]
    assert first.key == "plan_end:14:2026-12-12"
    assert first.key == rungs([("plan_end", DUE)], NOW + timedelta(days=1))[0].key


def test_each_rung_comes_once() -> None:
    ladder = rungs([("plan_end", DUE)], NOW, sent={"plan_end:14:2026-12-12"})
    assert ladder[0].offset == 7


def test_nothing_lies_in_the_past_but_todays_rung_comes_at_once() -> None:
    ladder = rungs([("plan_end", NOW.date() + timedelta(days=7))], NOW)
    assert (ladder[0].offset, ladder[0].wall) == (7, NOW)
    assert [rung.offset for rung in ladder[1:3]] == [3, 1]


def test_of_two_rungs_missed_today_the_more_urgent_comes() -> None:
    ladder = rungs(
        [("plan_end", NOW.date() + timedelta(days=1)), ("number_death", NOW.date() + timedelta(days=30))], NOW
    )
    assert (ladder[0].kind, ladder[0].offset) == ("plan_end", 1)
    assert "number_death:30:2026-12-20" not in {rung.key for rung in ladder}


def test_a_card_that_ended_long_ago_has_only_the_grace_that_is_left() -> None:
    assert [rung.offset for rung in rungs([("plan_end", date(2026, 11, 1))], NOW)] == [-30]


def test_a_clock_without_a_date_has_no_rungs() -> None:
    assert rungs([("number_death", None)], NOW) == ()


def test_offsets_and_time_can_be_edited() -> None:
    ladder = rungs([("plan_end", DUE)], NOW, offsets=(5,), grace=(), at=time(18, 30))
    assert [rung.wall for rung in ladder] == [datetime(2026, 12, 7, 18, 30)]


def test_quiet_hours_push_a_rung_to_nine() -> None:
    ladder = rungs([("plan_end", DUE)], NOW, offsets=(5,), grace=(), at=time(23, 0))
    assert ladder[0].wall == datetime(2026, 12, 8, 9, 0)
    assert Quiet().push(datetime(2026, 12, 8, 7, 59)) == datetime(2026, 12, 8, 9, 0)


@pytest.mark.parametrize(
    ("at", "covered"), [("22:00", True), ("03:00", True), ("07:59", True), ("08:00", False), ("21:59", False)]
)
def test_quiet_hours_go_over_midnight(at: str, covered: bool) -> None:
    assert Quiet().covers(datetime.fromisoformat(f"2026-12-08T{at}")) is covered


def test_equal_ends_mean_no_quiet_hours() -> None:
    assert not Quiet(time(8), time(8)).covers(datetime(2026, 12, 8, 8, 0))


@given(
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),
    st.sets(st.sampled_from(OFFSETS)),
)
def test_rungs_are_ahead_outside_quiet_hours_and_unique(due: date, now: datetime, offsets: set[int]) -> None:
    ladder = rungs([("plan_end", due), ("number_death", due)], now, offsets=offsets)
    assert len({rung.key for rung in ladder}) == len(ladder) <= 2 * (len(OFFSETS) + len(GRACE))
    assert list(ladder) == sorted(ladder)
    for rung in ladder:
        assert rung.wall >= now
        assert not Quiet().covers(rung.wall)


@pytest.mark.parametrize(
    ("choice", "wall"),
    [
        (SnoozeLength.HOUR, datetime(2026, 11, 20, 11, 0)),
        (SnoozeLength.TONIGHT, datetime(2026, 11, 20, 20, 0)),
        (SnoozeLength.TOMORROW, datetime(2026, 11, 21, 9, 0)),
        (SnoozeLength.THREE_DAYS, datetime(2026, 11, 23, 9, 0)),
    ],
)
def test_snoozes(choice: SnoozeLength, wall: datetime) -> None:
    assert snooze(NOW, choice) == wall


def test_tonight_after_eight_is_in_an_hour() -> None:
    assert snooze(datetime(2026, 11, 20, 21, 0), SnoozeLength.TONIGHT) == datetime(2026, 11, 20, 22, 0)
