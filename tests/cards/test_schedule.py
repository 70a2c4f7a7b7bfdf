"""Which messages a card sends."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.ladder import Quiet
from bot.cards.schedule import Ending, Notice, Preferences, ladder_for, notices, together

START = datetime(2026, 11, 20, 10)
ENDINGS = st.lists(
    st.builds(
        Ending,
        st.sampled_from(["plan_end", "credit_end", "number_death", "own"]),
        st.dates(START.date() + timedelta(days=1), START.date() + timedelta(days=400)),
        st.none() | st.integers(1, 400),
    ),
    max_size=4,
    unique_by=lambda ending: ending.kind,
)
WISHES = st.builds(
    Preferences,
    st.times(time(0), time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0)),
    st.just(Quiet()) | st.just(Quiet(time(0), time(0))),
    st.none() | st.lists(st.integers(0, 180), max_size=4).map(tuple),
)


def test_the_ladder_fits_the_length() -> None:
    assert ladder_for(30) == ((3, 1, 0), (1, 7))
    assert ladder_for(180) == ladder_for(None) == ((30, 7, 3, 1, 0), (1, 7, 30))
    assert ladder_for(1) == ((0,), (1,))


def test_an_orange_card_sends_at_most_eight_messages_in_five_weeks() -> None:
    today = START.date()
    card = [
        Ending("plan_end", today + timedelta(days=30), 30),
        Ending("credit_end", today + timedelta(days=32), 32),
        Ending("number_death", today + timedelta(days=183), 183),
    ]
    found = notices(card, START)
    early = [notice for notice in found if notice.wall < START + timedelta(days=35)]
    assert [(notice.wall.date() - today).days for notice in early] == [27, 29, 30, 32, 33]
    assert {rung.kind for notice in found for rung in notice.rungs} == {
        "plan_end",
        "credit_end",
        "number_death",
    }


def test_ends_within_a_week_share_a_message() -> None:
    first, second = date(2026, 12, 20), date(2026, 12, 22)
    found = notices([Ending("plan_end", first, 30), Ending("credit_end", second, 30)], START)
    assert [(rung.kind, rung.offset) for rung in found[0].rungs] == [("plan_end", 3), ("credit_end", 5)]
    assert [rung.kind for notice in found if notice.wall.date() == second for rung in notice.rungs] == [
        "credit_end"
    ]


@settings(max_examples=200, deadline=None)
@given(ENDINGS, WISHES)
def test_every_end_is_announced_and_no_two_messages_meet(endings: list[Ending], wishes: Preferences) -> None:
    found = notices(endings, START, wishes)
    walls = [notice.wall for notice in found]
    assert walls == sorted(set(walls))
    assert all(wall >= START and not wishes.quiet.covers(wall) for wall in walls)
    spoken = {(rung.kind, rung.due) for notice in found for rung in notice.rungs if rung.offset >= 0}
    assert spoken == {(ending.kind, ending.due) for ending in endings}
    assert all(notice.rungs for notice in found)


@settings(max_examples=100, deadline=None)
@given(ENDINGS, WISHES)
def test_what_was_sent_is_not_sent_again(endings: list[Ending], wishes: Preferences) -> None:
    found = notices(endings, START, wishes)
    sent = {rung.key for notice in found for rung in notice.rungs}
    again = notices(endings, START, wishes, sent)
    assert not sent & {rung.key for notice in again for rung in notice.rungs}


def test_what_was_due_earlier_today_comes_at_once() -> None:
    (first, *_) = notices([Ending("plan_end", START.date(), 30)], START)
    assert first.wall == START
    late = START.replace(hour=23)
    assert notices([Ending("plan_end", START.date(), 30)], late)[0].wall == datetime(2026, 11, 21, 9)


def test_cards_of_one_morning_come_together() -> None:
    one = notices([Ending("plan_end", date(2026, 12, 20), 30)], START)
    two = notices([Ending("plan_end", date(2026, 12, 21), 30)], START)
    at = {wall: [card for card, _ in each] for wall, each in together({1: one, 2: two})}
    assert at[datetime(2026, 12, 20, 9)] == [1, 2]
    assert together({}) == ()


def test_now_is_wall_clock_time() -> None:
    with pytest.raises(ValueError, match="wall-clock"):
        notices([], datetime.fromisoformat("2026-11-20T10:00+00:00"))
    assert isinstance(notices([Ending("own", date(2026, 12, 1))], START)[0], Notice)
