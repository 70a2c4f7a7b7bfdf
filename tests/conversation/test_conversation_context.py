"""What a talk knows: how long, and that it is kept whole."""

import json
from datetime import UTC, datetime, timedelta

from bot.conversation import ConversationContext, Line, Pair, Prompt

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def _full() -> ConversationContext:
    line = Line("orange", "prepaid", "data-card", "abroad", "paypal")
    known = ConversationContext().told(line, NOW).about("refund", NOW).about("invoice", NOW)
    return known.asked(Prompt("date", "r:1", "{}"), NOW).answered(Pair(1, 2, "refund", "orange"))


def test_it_survives_as_json() -> None:
    assert ConversationContext.of(json.loads(json.dumps(_full().packed()))) == _full()
    assert ConversationContext.of(ConversationContext().packed()) == ConversationContext()


def test_the_topic_is_forgotten_after_ten_minutes_and_the_line_after_a_day() -> None:
    later = _full().fresh(NOW + timedelta(minutes=11))
    assert (later.topic, later.prompt, later.line.operator) == (None, None, "orange")
    assert not _full().fresh(NOW + timedelta(hours=25)).line
    assert _full().fresh(NOW + timedelta(minutes=9)) == _full()


def test_another_operator_brings_its_own_kind_and_card_and_keeps_the_person() -> None:
    line = _full().told(Line("free"), NOW).line
    assert line == Line("free", place="abroad", payment="paypal")
    assert _full().told(Line(kind="travel"), NOW).line.operator == "orange"


def test_the_same_answer_again_is_counted() -> None:
    known = _full()
    assert known.about("invoice", NOW).repeats == 1
    assert known.about("refund", NOW).repeats == 0


def test_the_last_ten_pairs_are_kept_and_found_by_either_message() -> None:
    known = ConversationContext()
    for number in range(12):
        known = known.answered(Pair(number * 2, number * 2 + 1, f"t{number}", None))
    assert len(known.pairs) == 10
    assert known.pair_of(23) == known.pair_of(22) == Pair(22, 23, "t11", None)
    assert known.pair_of(0) is None
