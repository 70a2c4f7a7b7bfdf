"""Why a line gives no moment."""

from enum import StrEnum


class Problem(StrEnum):
    """What is asked about instead of guessed."""

    PAST = "past"
    IMPOSSIBLE = "impossible"
    AMBIGUOUS = "ambiguous"
    TWO_DATES = "two_dates"
    VAGUE = "vague"
    NO_DATE = "no_date"
    NEEDS_TIME = "needs_time"
