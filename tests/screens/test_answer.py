"""What is said to a message that asks more than one thing."""

import pytest

from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.match.finding import Finding
from bot.screens import routes
from bot.screens.answer import answer
from bot.screens.render import render
from bot.screens.render_context import RenderContext


def found(language: Language, *besides: str) -> Finding:
    return Finding(
        "answer", language, (("check-balance", 0.9),), "check-balance", operator="sosh", besides=besides
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_questions_stand_above_the_answers_own_buttons(
    library: Library, language: Language
) -> None:
    view = RenderContext(library, language)
    alone, screen = answer(found(language), view), answer(found(language, "refund", "scam"), view)
    assert [button.to for button in screen.rows[0]] == [
        routes.TopicRoute("refund", "sosh"),
        routes.TopicRoute("scam", "sosh"),
    ]
    assert screen.rows[-1] == alone.rows[-1]
    assert len(screen.rows) <= 3
    assert screen.text == f"{alone.text}\n{view.say('answer.besides')}"


def test_one_question_is_just_answered(library: Library) -> None:
    view = RenderContext(library, "en")
    assert answer(found("en"), view) == render(routes.TopicRoute("check-balance", "sosh"), view)
