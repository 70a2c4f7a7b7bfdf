"""Who sends too much is told once, then not answered, and is welcome again after a while."""

from datetime import UTC, datetime, timedelta

from bot.safety.limits import MESSAGES, TAPS, Admission, Rate, RateLimiter

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
WELCOME, SAY_ONCE, SILENT = Admission.WELCOME, Admission.SAY_ONCE, Admission.SILENT


def test_twenty_at_once_are_welcome_then_one_word_and_silence() -> None:
    limiter = RateLimiter(MESSAGES)
    got = [limiter.admit(1, NOW) for _ in range(23)]
    assert got == [WELCOME] * 20 + [SAY_ONCE, SILENT, SILENT]


def test_one_more_is_welcome_every_three_seconds() -> None:
    limiter = RateLimiter(MESSAGES)
    for _ in range(21):
        limiter.admit(1, NOW)
    assert limiter.admit(1, NOW + 2 * SECOND) is SILENT
    assert limiter.admit(1, NOW + 3 * SECOND) is WELCOME
    assert limiter.admit(1, NOW + 3 * SECOND) is SAY_ONCE


def test_an_hour_holds_two_hundred_and_what_its_refill_adds() -> None:
    limiter = RateLimiter(MESSAGES)
    got = [limiter.admit(1, NOW + 3 * SECOND * number) for number in range(1200)]
    assert 200 < got.count(WELCOME) <= 400
    assert got[:200] == [WELCOME] * 200


def test_sixty_taps_a_minute() -> None:
    limiter = RateLimiter(TAPS)
    assert [limiter.admit(1, NOW) for _ in range(61)].count(WELCOME) == 60


def test_a_flood_of_one_person_takes_nothing_from_another() -> None:
    limiter = RateLimiter(MESSAGES)
    for _ in range(1000):
        limiter.admit(1, NOW)
    assert limiter.admit(2, NOW) is WELCOME


def test_a_clock_that_goes_back_fills_nothing_and_breaks_nothing() -> None:
    limiter = RateLimiter([Rate(1, timedelta(minutes=1))])
    assert limiter.admit(1, NOW) is WELCOME
    assert limiter.admit(1, NOW - timedelta(days=365)) is SAY_ONCE
    assert limiter.admit(1, NOW - timedelta(days=365) + timedelta(minutes=1)) is WELCOME


def test_strangers_by_the_thousand_are_forgotten() -> None:
    limiter = RateLimiter([Rate(1, timedelta(hours=1))], remembered=100)
    for person in range(1000):
        limiter.admit(person, NOW)
    assert limiter.admit(999, NOW) is SAY_ONCE
    assert limiter.admit(0, NOW) is WELCOME
