"""What each error means: arrived, not arrived, or nobody knows."""

import random

import httpx
import pytest
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.delivery.result import IN_DOUBT, LONGEST, SHORTEST, Delivery, backoff, outcome


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (RetryAfter(5), Delivery.HELD),
        (Forbidden("Forbidden: bot was blocked by the user"), Delivery.REFUSED),
        (Forbidden("Forbidden: user is deactivated"), Delivery.REFUSED),
        (BadRequest("Chat not found"), Delivery.REFUSED),
        (BadRequest("Can't parse entities"), Delivery.FAILED),
        (InvalidToken("Unauthorized"), Delivery.FAILED),
        (NetworkError("Internal Server Error"), Delivery.FAILED),
        (NetworkError("Bad Gateway"), Delivery.DOUBTFUL),
        (NetworkError("Gateway Timeout (504)"), Delivery.DOUBTFUL),
        (caused(TimedOut(), httpx.ConnectTimeout("")), Delivery.FAILED),
        (caused(TimedOut(), httpx.PoolTimeout("")), Delivery.FAILED),
        (caused(NetworkError(""), httpx.ConnectError("")), Delivery.FAILED),
        (caused(TimedOut(), httpx.ReadTimeout("")), Delivery.DOUBTFUL),
        (caused(TimedOut(), httpx.WriteTimeout("")), Delivery.DOUBTFUL),
        (caused(NetworkError(""), httpx.RemoteProtocolError("")), Delivery.DOUBTFUL),
        (caused(NetworkError(""), httpx.ReadError("")), Delivery.DOUBTFUL),
        (ZeroDivisionError(), Delivery.FAILED),
    ],
)
def test_an_error_has_one_meaning(error: Exception, fate: Delivery) -> None:
    assert outcome(error, 1, random.Random(1)).fate is fate


def test_a_held_chat_waits_no_shorter_than_told() -> None:
    for seed in range(50):
        wait = outcome(RetryAfter(40), 1, random.Random(seed)).wait.total_seconds()
        assert 41 <= wait <= 42


def test_a_doubtful_one_has_time_to_arrive() -> None:
    error = caused(TimedOut(), httpx.ReadTimeout(""))
    assert all(outcome(error, 1, random.Random(seed)).wait >= IN_DOUBT for seed in range(50))


def test_waits_double_up_to_an_hour_and_scatter() -> None:
    for attempts in range(1, 40):
        waits = {backoff(attempts, random.Random(seed)) for seed in range(20)}
        whole = min(SHORTEST * 2 ** (attempts - 1), LONGEST)
        assert len(waits) > 10 and whole / 2 <= min(waits) and max(waits) <= whole
