"""What was written out is read in again, and nothing else is."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import Card, Renewal
from bot.cards.deadlines import TopUp
from bot.cards.exchange import Collection, KeptReminder, as_rows, read_file, to_csv, to_json
from bot.cards.reminder import Reminder

DAYS = st.none() | st.dates(date(2020, 1, 1), date(2090, 1, 1))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=20)
CARDS = st.builds(
    Card, st.just(1), st.just(7), st.none() | st.just("orange"), st.none() | st.just("prepaid"), WORDS,
    DAYS, DAYS, DAYS, DAYS, st.none() | st.integers(0, 9999), st.booleans(),
    st.none() | st.lists(st.integers(-30, 180), max_size=4).map(tuple),
    st.lists(st.builds(TopUp, st.dates(date(2020, 1, 1), date(2030, 1, 1)),
                       st.none() | st.integers(1, 99).map(Decimal)), max_size=3).map(tuple),
    st.none() | st.integers(1, 31), DAYS, DAYS, DAYS, st.none() | st.integers(1, 400), DAYS, WORDS,
)  # fmt: skip
WALL = datetime(2027, 1, 15, 9)
REMINDER = Reminder(3, 7, None, None, "=充 Lebara", WALL, "Asia/Shanghai", "FREQ=MONTHLY;BYMONTHDAY=15", WALL,
                    "active", 0, 0, 1)  # fmt: skip


@given(CARDS)
def test_a_card_comes_back_as_it_was(card: Card) -> None:
    paid = Renewal(5, 1, 7, date(2026, 11, 1), date(2026, 12, 1), 999)
    rows = as_rows([card], {1: [paid]}, [REMINDER])
    for content in (to_json(rows), to_csv(rows)):
        found = read_file(content)
        (kept,) = found.cards
        assert Card(1, 7, **kept.values) == card
        assert kept.renewals == ((paid.day, paid.plan_end, 999),)
        assert found.reminders == (
            KeptReminder("=充 Lebara", WALL, "Asia/Shanghai", "FREQ=MONTHLY;BYMONTHDAY=15", 1),
        )


def test_a_spreadsheet_runs_nothing() -> None:
    assert b"'=\xe5" in to_csv(as_rows([], {}, [REMINDER]))


def test_nothing_kept_is_an_empty_file() -> None:
    assert read_file(to_json([])) == read_file(to_csv([])) == Collection()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"hello", b"{}", b"[]", b'{"xufei": 2, "rows": []}', b'{"xufei": 1, "rows": [1]}', b"\xff\xfe",
        b'{"xufei": 1, "rows": [{"row": "x"}]}',
        b'{"xufei": 1, "rows": [{"row": "card", "plan_end": "9999-12-31"}]}',
        b'{"xufei": 1, "rows": [{"row": "card", "charge_day": 40}]}',
        b'{"xufei": 1, "rows": [{"row": "reminder", "wall": "2027-01-01T09:00", "zone": "Mars"}]}',
        b'{"xufei": 1, "rows": [{"row": "reminder", "wall": "2027-01-01", "zone": "UTC", "rule": "x"}]}',
    ],
)  # fmt: skip
def test_what_was_not_written_here_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):
        read_file(content)
