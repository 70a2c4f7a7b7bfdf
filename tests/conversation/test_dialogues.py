"""Labelled dialogues: how a turn is judged, and how talks are held."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.conversation import ConversationContext
from bot.conversation.dialogues import Dialogue, hold, is_dialogue, misses, report_of
from bot.knowledge import KnowledgeBase
from bot.match.evaluate import below

TESTS = Path(__file__).parent.parent

TALK = {
    "lang": "en",
    "turns": [
        {"say": "How do I cancel my SFR plan?", "expect": "answer", "expect_topic": "cancel-contract",
         "expect_operator": "sfr"},
        {"say": "how long does it take?", "expect": "answer", "expect_topic": ["cancel-contract"]},
        {"say": "no I'm with Orange", "expect": "answer", "expect_topic": "cancel-contract",
         "expect_operator": "orange"},
        {"say": "thanks", "expect": "none", "expect_topic": None, "expect_act": "thanks"},
    ],
}  # fmt: skip


def test_a_talk_is_held_turn_by_turn(knowledge: KnowledgeBase) -> None:
    dialogue = Dialogue.from_row(TALK)
    held = hold(dialogue, knowledge.responder)
    assert misses([dialogue], [held]) == []
    assert report_of([dialogue], [held])["dialogues"]["whole"] == {"of": 1, "right": 1.0}


@pytest.mark.parametrize(
    ("given", "say", "act", "operator"),
    [
        ({"prompt": "operator", "answered": "check-balance"}, "orange", "identity-of-line", "orange"),
        ({"prompt": "date"}, "ok", "confirm", None),
        ({"notice": "top up Lebara"}, "c'est fait", "done", None),
        ({"cards": [{"name": "Mum", "operator": "lebara"}]}, "thanks", "thanks", "lebara"),
    ],
)
def test_what_is_given_is_known(
    knowledge: KnowledgeBase, given: dict[str, object], say: str, act: str, operator: str | None
) -> None:
    row = {"lang": "en", "given": given, "turns": [{"say": say}]}
    turn = hold(Dialogue.from_row(row), knowledge.responder)[0]
    assert (turn.act, turn.finding.operator) == (act, operator)


@pytest.mark.parametrize("say", ["how long does it take?", "and the fee", "续费", "no", "the first one"])
def test_a_topic_that_the_words_no_longer_have_is_forgotten(knowledge: KnowledgeBase, say: str) -> None:
    """An editor removed it, or a forged button named it."""
    known = ConversationContext("/settings", topics=("/settings",), options=("/settings", "refund"))
    now = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    turn = knowledge.responder.respond(say, known.about("/settings", now), now, language="en")
    named = {turn.finding.topic, turn.context.topic, *turn.context.topics, *turn.context.options}
    assert "/settings" not in named


def test_a_reply_takes_the_subject_of_an_earlier_turn(knowledge: KnowledgeBase) -> None:
    says = [
        {"say": "How do I cancel my SFR plan?"},
        {"say": "Where can I buy Lebara vouchers?"},
        {"say": "how long does it take?", "reply_to": 1},
    ]
    held = hold(Dialogue.from_row({"lang": "en", "turns": says}), knowledge.responder)
    assert (held[2].finding.topic, held[2].finding.operator) == ("cancel-contract", "sfr")


def test_dialogues_are_told_from_questions_by_their_turns() -> None:
    assert is_dialogue(TALK) and not is_dialogue({"question": "?", "topic": None})


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("talks", "bounds"),
    [
        ("dialogues.jsonl", "dialogue-floors.json"),
        ("dialogues-subjects.jsonl", "dialogue-subject-floors.json"),
        ("dialogues-blind.jsonl", "dialogue-blind-floors.json"),
    ],
)
def test_labelled_dialogues_are_understood_as_well_as_before(
    knowledge: KnowledgeBase, talks: str, bounds: str
) -> None:
    lines = (TESTS / talks).read_text("utf-8").splitlines()
    dialogues = [Dialogue.from_row(json.loads(line)) for line in lines]
    held = [
        hold(each, knowledge.responder, lambda said: knowledge.safety.verdict(said).takes_answer)
        for each in dialogues
    ]
    floors = json.loads((TESTS / bounds).read_text("utf-8"))
    assert below(floors, report_of(dialogues, held)) == []
