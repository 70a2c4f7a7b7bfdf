"""An operator's own answers by kind of line."""

from typing import Any

import pytest

from bot.content.operator import Operator


def text(said: str) -> dict[str, str]:
    return dict.fromkeys(("zh-Hans", "zh-Hant", "en", "fr"), said)


def operator(**answer: Any) -> Operator:
    data = {"id": "x", "name": "X", "aliases": [], "hosts": [], "pages": {"site": "https://x.fr"}}
    return Operator.model_validate(data | {"answers": {"pay": {"text": text("all"), **answer}}})


def said(found: Operator, kind: Any) -> str | None:
    answer = found.answer_on("pay", kind)
    return answer.text["en"] if answer else None


@pytest.mark.parametrize("kind", [None, "prepaid", "subscription"])
def test_an_answer_without_a_kind_is_everybodys(kind: Any) -> None:
    assert said(operator(), kind) == "all"


def test_an_answer_for_one_kind_leaves_the_others_to_the_general_one() -> None:
    own = operator(kind="prepaid")
    assert [said(own, kind) for kind in (None, "prepaid", "subscription")] == ["all", "all", None]


def test_other_words_for_a_kind_stand_beside_it_with_what_is_folded() -> None:
    own = operator(kind="prepaid", kinds={"subscription": {"text": text("plan"), "more": text("why")}})
    assert [said(own, kind) for kind in ("prepaid", "subscription", "travel")] == ["all", "plan", None]
    answer = own.answer_on("pay", "subscription")
    assert answer and answer.more and answer.more["fr"] == "why"


def test_a_topic_that_it_does_not_answer_has_none() -> None:
    assert operator().answer_on("refund", None) is None
