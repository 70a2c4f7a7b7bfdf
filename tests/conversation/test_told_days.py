"""Days of what was done are no days of an end, and a sum belongs to what is talked of."""

from datetime import UTC, date, datetime

import pytest

from bot.conversation import ConversationContext
from bot.knowledge import KnowledgeBase
from bot.screens.conversation_screens import respond
from bot.screens.render_context import RenderContext

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("say", "day"),
    [
        ("我8月20号充的lebara 5欧", date(2026, 8, 20)),
        ("我媽的 lebara 10月2號儲值的", date(2026, 10, 2)),
        ("lebara上个月24号充的", date(2026, 10, 24)),
        ("topped up lebara on the 24th last month", date(2026, 10, 24)),
    ],
)
def test_a_day_on_which_one_topped_up_is_none_of_an_end(
    knowledge: KnowledgeBase, say: str, day: date
) -> None:
    """It was noted as the end, a year ahead."""
    told = knowledge.responder.respond(say, ConversationContext(), NOW, language="zh-Hans").statement
    assert told is not None
    assert (told.what, told.operator, told.day) == ("topup", "lebara", day)


@pytest.mark.parametrize("say", ["lebara 账户是3月8号开的", "lebara 买了半年了"])
def test_other_days_are_noted_as_nothing(knowledge: KnowledgeBase, say: str) -> None:
    assert knowledge.responder.respond(say, ConversationContext(), NOW, language="zh-Hans").statement is None


def test_a_sum_belongs_to_what_is_talked_of(knowledge: KnowledgeBase) -> None:
    known = ConversationContext().about("wrong-number", NOW)
    assert knowledge.responder.respond("lyca 15欧", known, NOW, language="zh-Hans").statement is None


def test_who_gave_a_false_message_what_it_wanted_is_led_on(knowledge: KnowledgeBase) -> None:
    known = ConversationContext().about("scam", NOW)
    turn = knowledge.responder.respond("我填了卡号", known, NOW, language="zh-Hans")
    assert (turn.finding.topic, turn.aspect) == ("scam", "given")
    assert "从银行开始" in respond(turn, RenderContext(knowledge.library, "zh-Hans")).text
    # Of another topic the same words ask for their code.
    known = ConversationContext().about("channel-voucher", NOW)
    assert knowledge.responder.respond("i entered the code", known, NOW, language="en").aspect == "code"


def test_what_an_aspect_opens_and_belongs_to_is_there(knowledge: KnowledgeBase) -> None:
    library = knowledge.library
    for aspect in library.cues["aspects"].values():
        assert set(aspect.get("of", ())) <= set(library.topics)
        assert aspect.get("opens") in {None, *library.trees}
