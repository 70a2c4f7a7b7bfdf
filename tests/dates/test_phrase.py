"""Reading phrases: the given table, our own table of 600 and more, and properties."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.reading import Reader
from bot.dates import phrase as reader
from bot.dates.clarification import Clarification
from bot.dates.extract import Extraction, extract
from bot.dates.time_words import HAN, LATIN
from bot.dates.tokens import TimeToken

PARIS = ZoneInfo("Europe/Paris")
ZONES = Reader(Path(__file__).parents[2] / "faq").time_zones()
read = partial(reader.read, zones=ZONES)
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=PARIS)
HERE = Path(__file__).parent
LANGUAGES = ("zh-Hans", "zh-Hant", "en", "fr")


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


DATES = _rows("dates.tsv")
PHRASES = _rows("phrases.tsv")
REPORTED = _rows("reported.tsv")


def _short(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""


@pytest.mark.parametrize("row", DATES, ids=lambda row: row["phrase"])
def test_reads_the_table_given_to_us(row: dict[str, str]) -> None:
    reading = read(row["phrase"], NOW)
    assert (_short(reading.moment), reading.rule or "") == (row["moment"], row["rule"])
    assert (reading.problem or "") == row["problem"]


@pytest.mark.parametrize("row", REPORTED, ids=lambda row: f"{row['kind']}-{row['phrase']}")
def test_reads_what_broke_elsewhere(row: dict[str, str]) -> None:
    """Kinds of reported faults, names of days and years out of reach: right or asked about, words kept."""
    reading = read(row["phrase"], NOW)
    got = (_short(reading.moment), reading.rule or "", reading.text, str(reading.problem or ""))
    assert got == (row["moment"], row["rule"], row["text"], row["problem"])


def test_next_month_alone_offers_its_first_its_middle_and_its_end() -> None:
    offered = {
        tuple(_short(o) for o in read(p, NOW).options) for p in ("next month", "下个月", "le mois prochain")
    }
    assert offered == {("2026-12-01 09:00", "2026-12-15 09:00", "2026-12-31 09:00")}


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: f"{row['language']}-{row['phrase']}")
def test_reads_what_people_write(row: dict[str, str]) -> None:
    reading = read(row["phrase"], NOW)
    got = (_short(reading.moment), reading.rule or "", reading.text, str(reading.problem or ""))
    assert got == (row["moment"], row["rule"], row["text"], row["problem"])


def test_the_table_has_a_hundred_phrases_in_each_language() -> None:
    counts = {language: sum(row["language"] == language for row in PHRASES) for language in LANGUAGES}
    assert min(counts.values()) >= 100
    assert len({row["phrase"] for row in PHRASES}) >= 400


@pytest.mark.parametrize("month", range(1, 13))
def test_a_moment_lies_ahead_and_a_problem_has_none_at_any_time_of_year(month: int) -> None:
    now = datetime(2027, month, 28, 17, 40, tzinfo=PARIS)
    for row in PHRASES[month::12]:
        _sound(row["phrase"], now)


@pytest.mark.parametrize(
    ("phrase", "options"),
    [
        ("03/04", ["2027-03-04 09:00", "2027-04-03 09:00"]),
        ("next Sunday 8pm", ["2026-11-22 20:00", "2026-11-29 20:00"]),
        ("周一或者周二上午10点", ["2026-11-23 10:00", "2026-11-24 10:00"]),
        (
            "demain après-midi",
            ["2026-11-21 14:00", "2026-11-21 15:00", "2026-11-21 16:00", "2026-11-21 17:00"],
        ),
        ("tomorrow at 3", ["2026-11-21 03:00", "2026-11-21 15:00"]),
        ("周末", ["2026-11-21 09:00", "2026-11-22 09:00"]),
        ("今天", ["2026-11-20 12:00", "2026-11-20 15:00", "2026-11-20 18:00", "2026-11-20 20:00"]),
        ("avant le 15", ["2026-12-14 09:00", "2026-12-15 09:00"]),
    ],
)
def test_offers_what_may_be_meant(phrase: str, options: list[str]) -> None:
    assert [_short(option) for option in read(phrase, NOW).options] == options


@pytest.mark.parametrize(
    ("language", "moment"), [("fr", "2027-04-03 09:00"), ("en", ""), ("zh-Hans", ""), (None, "")]
)
def test_digits_alone_follow_the_hint(language: str | None, moment: str) -> None:
    assert _short(read("03/04", NOW, language).moment) == moment


def test_the_line_is_stronger_than_the_hint() -> None:
    assert read("充值 03/04", NOW, "fr").problem is Clarification.AMBIGUOUS
    assert _short(read("le 03/04 recharger", NOW, "en").moment) == "2027-04-03 09:00"


def test_today_alone_is_nine_while_nine_is_ahead() -> None:
    early = NOW.replace(hour=7)
    assert _short(read("今天", early).moment) == "2026-11-20 09:00"
    assert _short(read("Friday", early).moment) == "2026-11-20 09:00"


def test_hours_count_in_real_time_over_the_change_of_clock() -> None:
    before = datetime(2026, 10, 25, 1, 30, tzinfo=PARIS)
    moment = read("in 3 hours", before).moment
    assert moment is not None
    assert moment.timestamp() - before.timestamp() == 3 * 3600
    assert (moment.hour, moment.minute) == (3, 30)


def test_minutes_count_on_into_the_hour_that_comes_twice() -> None:
    first = datetime(2026, 10, 25, 2, 50, tzinfo=PARIS)
    moment = read("in 20 minutes", first).moment
    assert moment is not None
    assert (moment.hour, moment.minute, moment.fold) == (2, 10, 1)


def test_days_keep_nine_over_the_change_of_clock() -> None:
    before = datetime(2026, 10, 24, 10, 0, tzinfo=PARIS)
    assert _short(read("dans 2 jours", before).moment) == "2026-10-26 09:00"


def test_a_month_from_the_31st_is_its_last_day() -> None:
    last = datetime(2027, 1, 31, 10, 0, tzinfo=PARIS)
    assert _short(read("一个月后", last).moment) == "2027-02-28 09:00"
    monthly = read("every month", last)
    assert monthly.rule == "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
    assert _short(monthly.moment) == "2027-02-28 09:00"


def test_a_time_of_another_place_is_given_in_the_persons_zone() -> None:
    beijing = NOW.astimezone(ZoneInfo("Asia/Shanghai"))
    assert _short(read("巴黎时间明天晚上8点", beijing).moment) == "2026-11-22 03:00"


def test_now_must_know_its_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        read("tomorrow", datetime(2026, 11, 20))


PIECES = st.sampled_from(
    [
        *HAN,
        *LATIN,
        "15",
        "3",
        "31",
        "2026",
        "20:30",
        "9h",
        "03/04",
        "12月",
        "号",
        "€",
        "5GB",
        "06 12 34 56 78",
        "\u200b",
        "é",
        "ＡＢ",
        "１５",
        "²",
        "½",
        "٣",
        "🙂",
        "，",
        "。",
        "-",
        "/",
        "0",
        "99999999",
        "00",
        "24:00",
    ]
)
NOWS = st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 31)).map(lambda wall: wall.replace(tzinfo=PARIS))


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=9), st.sampled_from(["", " "]), NOWS)
def test_never_breaks_on_words_of_time(pieces: list[str], glue: str, now: datetime) -> None:
    _sound(glue.join(pieces), now)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), NOWS)
def test_never_breaks_on_any_text(phrase: str, now: datetime) -> None:
    _sound(phrase, now)


def _sound(phrase: str, now: datetime) -> None:
    reading = read(phrase, now)
    assert (reading.moment is None) == (reading.problem is not None)
    assert reading.rule is None or reading.moment is not None
    for moment in (*reading.options, *([reading.moment] if reading.moment else [])):
        assert moment.astimezone(UTC) > now
        assert moment.utcoffset() is not None


def test_a_long_line_is_read_in_time() -> None:
    began = datetime.now()
    read("每周一三五 tomorrow le 15 du mois " * 200, NOW)
    assert datetime.now() - began < timedelta(seconds=5)


@pytest.mark.parametrize("line", ["ﷺ" * 4088, "1/" * 2000, "1a" * 2000, "가" * 4096, "每" * 4000])
def test_no_more_of_a_line_is_read_than_a_date_needs(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read_of: list[int] = []

    def counted(tokens: Sequence[TimeToken], language: str | None) -> Extraction:
        read_of.append(len(tokens))
        return extract(tokens, language)

    monkeypatch.setattr(reader, "extract", counted)
    read(line, NOW)
    assert read_of[0] <= reader.LONGEST + 20


def test_the_words_beyond_what_is_read_stay() -> None:
    line = "tomorrow " + "pay the bill " * 40
    assert read(line, NOW).text.split() == ("pay the bill " * 40).split()
