"""The card that was named is the card that is answered."""

import pytest

from bot.content.library import Library
from bot.match.finding import Finding
from bot.screens import routes
from bot.screens.answer import answer
from bot.screens.render import render
from bot.screens.render_context import RenderContext


def finding(
    topic: str, card: str | None = None, operator: str | None = None, outcome: str = "answer"
) -> Finding:
    answered = topic if outcome == "answer" else None
    candidates = ((topic, 0.9), ("refund", 0.1))
    return Finding(outcome, "en", candidates, answered, operator, card)  # type: ignore[arg-type]


@pytest.mark.parametrize("topic", ["card-types", "which-channel"])
@pytest.mark.parametrize("outcome", ["answer", "choose"])
def test_a_card_named_alone_or_to_be_renewed_opens_its_own_page(
    library: Library, topic: str, outcome: str
) -> None:
    view = RenderContext(library, "en")
    for card in library.cards:
        screen = answer(finding(topic, card, outcome=outcome), view)
        assert screen == render(routes.CardKindRoute(card), view)
        assert any(isinstance(button.to, routes.GuideRoute) for button in screen.rows[0]), card


def test_with_an_operator_its_answer_about_such_a_card_is_given(library: Library) -> None:
    view = RenderContext(library, "en")
    screen = answer(finding("which-channel", "number-keeping", "orange"), view)
    assert screen == render(routes.TopicRoute("keep-number", "orange", "prepaid"), view)


def test_the_kind_of_the_card_goes_into_any_other_answer(library: Library) -> None:
    view = RenderContext(library, "en")
    screen = answer(finding("pay-abroad", "travel-esim"), view)
    assert screen == render(routes.TopicRoute("pay-abroad", None, "travel"), view)
    assert all(
        b.to.kind == "travel"
        for b in screen.buttons()
        if isinstance(b.to, routes.TopicRoute | routes.GuideRoute)
    )


def test_a_kind_that_the_operator_does_not_sell_is_left_out(library: Library) -> None:
    view = RenderContext(library, "en")
    screen = answer(finding("pay-abroad", "travel-esim", "free"), view)
    assert screen == render(routes.TopicRoute("pay-abroad", "free"), view)
