"""A draft survives being kept as text, and is told from any other."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.screens.reminder_screens import LONGEST, Draft, as_wall, packed_wall
from bot.screens.routes import ReminderOnRoute

DRAFTS = st.builds(
    Draft,
    text=st.text(max_size=LONGEST),
    wall=st.none() | st.datetimes(datetime(1000, 1, 1)).map(packed_wall),
    zone=st.sampled_from(["", "Europe/Paris"]),
    rule=st.none() | st.just("FREQ=DAILY"),
    phrase=st.text(max_size=LONGEST),
    reminder=st.none() | st.integers(1, 2**53),
)


@given(DRAFTS)
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    assert Draft.of(draft.pack()) == draft
    assert Draft.of(draft.pack()).key == draft.key


def test_the_longest_draft_fits_its_row() -> None:
    longest = Draft("字" * LONGEST, "202612150900", "x" * 64, "R" * 256, "字" * LONGEST, 2**53)
    assert len(longest.pack()) <= 4096


@given(st.datetimes(datetime(1000, 1, 1), datetime(9999, 1, 1)))
def test_a_wall_clock_time_fits_a_button(when: datetime) -> None:
    when = when.replace(second=0, microsecond=0)
    assert as_wall(packed_wall(when)) == when
    assert len(ReminderOnRoute(packed_wall(when)).pack()) <= 64


@given(st.text(max_size=14))
def test_what_is_no_time_is_none(text: str) -> None:
    assert as_wall(text) is None or len(text) == 12
