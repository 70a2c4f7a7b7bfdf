"""Where somebody is, told by the name of any place that zones know, and what is asked beside it."""

from datetime import UTC, datetime

import pytest

from bot.conversation import ConversationContext, Turn
from bot.knowledge import KnowledgeBase

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def turn_of(knowledge: KnowledgeBase, say: str, topic: str | None = None) -> Turn:
    known = ConversationContext().about(topic, NOW) if topic else ConversationContext()
    return knowledge.responder.respond(say, known, NOW, language="en")


@pytest.mark.parametrize(
    ("say", "place"),
    [
        ("法国", "france"),
        ("china", "abroad"),
        ("et en algérie ?", "abroad"),
        ("I'm in Shenzhen now", "abroad"),
        ("à Abidjan", "abroad"),
        ("我在高雄", "abroad"),
        ("在里昂", "france"),
    ],
)
def test_a_place_after_an_answer_says_where_somebody_is(
    knowledge: KnowledgeBase, say: str, place: str
) -> None:
    turn = turn_of(knowledge, say, "data-not-working")
    assert (turn.finding.topic, turn.act) == ("data-not-working", "place")
    assert turn.context.line.place == place


def test_what_is_asked_beside_a_place_is_not_paying_from_there(knowledge: KnowledgeBase) -> None:
    turn = turn_of(knowledge, "je suis à Abidjan, ma puce orange marche plus")
    assert turn.finding.outcome == "choose" and turn.finding.symptom
    assert (turn.context.line.operator, turn.context.line.place) == ("orange", "abroad")


@pytest.mark.parametrize("say", ["hello is this free", "is it free", "is the app free"])
def test_what_costs_nothing_is_no_operator(knowledge: KnowledgeBase, say: str) -> None:
    assert turn_of(knowledge, say).finding.operator is None
    assert turn_of(knowledge, "it's free", "port-number").finding.operator == "free"


def test_where_the_code_is_typed_is_not_a_step_of_paying(knowledge: KnowledgeBase) -> None:
    assert turn_of(knowledge, "le code je le tape où", "pay-abroad").finding.topic == "channel-voucher"
    assert turn_of(knowledge, "je ne trouve pas l'étape 2", "pay-abroad").finding.topic == "pay-abroad"
