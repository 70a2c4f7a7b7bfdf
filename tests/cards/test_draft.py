"""A reminder's time fits a button."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.cards.draft import as_wall, packed_wall
from bot.screens.routes import ReminderOnRoute


@given(st.datetimes(datetime(1000, 1, 1), datetime(9999, 1, 1)))
def test_a_wall_clock_time_fits_a_button(when: datetime) -> None:
    when = when.replace(second=0, microsecond=0)
    assert as_wall(packed_wall(when)) == when
    assert len(ReminderOnRoute(packed_wall(when), 2**53).pack()) <= 64


@given(st.text(max_size=14))
def test_what_is_no_time_is_none(text: str) -> None:
    assert as_wall(text) is None or len(text) == 12
