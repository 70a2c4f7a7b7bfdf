"""When nothing arrives anywhere the worker waits; when one chat fails it does not."""

import random
from datetime import timedelta

from bot.delivery.result import CircuitBreaker
from tests.store.conftest import NOW


def test_one_failing_chat_is_no_outage() -> None:
    outage = CircuitBreaker(random.Random(1))
    for _ in range(20):
        outage.missed(7, NOW)
    assert not outage.lasts(NOW)


def test_five_failing_chats_are_and_it_ends_by_itself() -> None:
    outage = CircuitBreaker(random.Random(1))
    for chat in range(5):
        outage.missed(chat, NOW)
    assert outage.lasts(NOW)
    assert not outage.lasts(NOW + timedelta(seconds=5))


def test_it_waits_longer_each_time_up_to_a_minute() -> None:
    outage = CircuitBreaker(random.Random(1))
    for chat in range(5 * 20):
        outage.missed(chat, NOW)
    assert outage.lasts(NOW + timedelta(seconds=29))
    assert not outage.lasts(NOW + timedelta(seconds=60))


def test_a_message_that_arrives_ends_it() -> None:
    outage = CircuitBreaker(random.Random(1))
    for chat in range(5):
        outage.missed(chat, NOW)
    outage.reached()
    assert not outage.lasts(NOW)
