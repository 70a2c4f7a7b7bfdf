"""Every topic, asked by its deep link in each language."""

from statistics import median

import pytest

from bot.content import markup
from bot.content.fact import KINDS
from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.content.markup import rows
from bot.content.traditional import simplified_left
from bot.screens import routes
from bot.screens.composing import compose
from bot.screens.everywhere import asked_for
from bot.screens.render import render
from bot.screens.render_context import RenderContext


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_short_and_leads_on(library: Library, language: Language) -> None:
    view = RenderContext(library, language)
    for topic in library.topics:
        screen = render(routes.TopicRoute(topic), view)
        onward = [
            button.to
            for button in screen.buttons()
            if isinstance(button.to, routes.TopicRoute | routes.GuideRoute)
            and button.to != routes.TopicRoute(topic)
        ]
        assert screen.toast is None, topic
        assert 0 < markup.length(screen.text) < 1500, topic
        assert onward, topic
        assert all(render(to, view).toast is None for to in onward), topic


def test_every_answer_is_in_its_language_and_script(library: Library) -> None:
    for topic in library.topics:
        text = {
            language: markup.plain(render(routes.TopicRoute(topic), RenderContext(library, language)).text)
            for language in LANGUAGES
        }
        assert simplified_left(text["zh-Hant"]) == [], topic
        assert _chinese(text["zh-Hans"]) > 0.4, topic
        assert _chinese(text["zh-Hant"]) > 0.4, topic
        assert _chinese(text["en"]) < 0.05, topic
        assert _chinese(text["fr"]) < 0.05, topic
        assert text["en"] != text["fr"], topic


def _chinese(text: str) -> float:
    """The share of Chinese among the letters of the answer's first line, the source's name left out."""
    letters = [char for char in text.partition("\n\n")[0] if char.isalpha()]
    return sum("\u3400" <= char <= "\u9fff" for char in letters) / len(letters)


def test_an_unknown_operator_is_asked_for_where_the_answer_depends_on_it(library: Library) -> None:
    view = RenderContext(library, "en")
    for topic in library.topics.values():
        leads = [button.to for button in render(routes.TopicRoute(topic.id), view).buttons()]
        assert (routes.OperatorsRoute(topic.id) in leads) is topic.by_operator, topic.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_of_an_operator_has_its_fact_or_leads_to_its_page(
    library: Library, language: Language
) -> None:
    view = RenderContext(library, language)
    for topic in library.topics.values():
        for operator in library.operators.values():
            for kind in (None, *operator.kinds):
                said = compose(topic, view, operator, kind)
                own = any(fact in operator.facts.values() for fact in said.facts)
                hosts = {operator.host(page).removeprefix("www.") for page in operator.pages}
                assert own or any(host in said.seen for host in hosts), (topic.id, operator.id, kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_fact_of_the_operator_the_last_line_says_so_with_its_page(
    library: Library, language: Language
) -> None:
    view = RenderContext(library, language)
    told = 0
    for topic in library.topics.values():
        for operator in library.operators.values():
            said = compose(topic, view, operator, operator.only_kind)
            own = any(fact in operator.facts.values() for fact in said.facts)
            if own or operator.answer_on(topic.id, operator.only_kind):
                continue
            told += 1
            last = said.seen.splitlines()[-1]
            assert f'href="{operator.page(topic.page or "support")}"' in last, (topic.id, operator.id)
            key = "answer.general" if topic.by_operator else "answer.same"
            assert view.say(key, operator=operator.name[language], page="\0").partition("\0")[0] in last
    assert told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_the_shape_of_a_phone(library: Library, language: Language) -> None:
    view = RenderContext(library, language)
    for route in asked_for(library):
        if isinstance(route, routes.TopicRoute):
            screen = render(route, view)
            asks = any(isinstance(button.to, routes.OperatorsRoute) for button in screen.rows[0]) or all(
                isinstance(button.to, routes.TopicRoute) and button.to.topic == route.topic
                for button in screen.rows[0]
            )
            assert len(screen.rows) <= 3 + asks, route
            assert markup.rows(screen.text) <= 12, route
            assert sum(button.style == "primary" for button in screen.buttons()) == 1, route


def test_two_kinds_of_line_are_asked_apart_unless_one_answer_is_for_both(library: Library) -> None:
    view = RenderContext(library, "fr")
    asked = 0
    for operator in (each for each in library.operators.values() if len(each.kinds) > 1):
        for topic in library.topics:
            leads = [button.to for button in render(routes.TopicRoute(topic, operator.id), view).buttons()]
            own = operator.answers.get(topic)
            apart = own is None or own.kind is not None or bool(own.kinds)
            for kind in operator.kinds:
                assert (routes.TopicRoute(topic, operator.id, kind) in leads) is apart, (topic, operator.id)
            asked += apart
    assert asked


def test_a_topic_that_is_gone_answers_with_the_menu(library: Library) -> None:
    view = RenderContext(library, "zh-Hans")
    screen = render(routes.TopicRoute("no-such-topic"), view)
    assert screen.toast == view.say("toast.gone")
    assert screen.text == render(routes.MenuRoute(), view).text


def test_every_fact_that_may_be_shown_is_in_an_answer(library: Library) -> None:
    view = RenderContext(library, "en")
    stated: set[int] = set()
    for topic in library.topics.values():
        for operator in (None, *library.operators.values()):
            for kind in (None, *(operator.kinds if operator else KINDS)):
                stated |= {id(fact) for fact in compose(topic, view, operator, kind).facts}
    owned = [(each.id, each.facts) for each in library.operators.values()]
    hidden = [
        f"{owner}:{name}"
        for owner, facts in [("rules", library.rules), *owned]
        for name, fact in facts.items()
        if fact.shown and id(fact) not in stated
    ]
    assert hidden == []


def test_half_of_the_answers_take_eight_rows(library: Library) -> None:
    """Over all operators, kinds and languages; the folded part is not counted."""
    taken = [
        rows(render(route, RenderContext(library, language)).text)
        for language in LANGUAGES
        for route in asked_for(library)
        if isinstance(route, routes.TopicRoute)
    ]
    assert median(taken) <= 8
