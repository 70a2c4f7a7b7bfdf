"""Facts inside a text, and where they come from."""

from datetime import date
from typing import Any

import pytest

from bot.content.fact import Fact
from bot.content.library import Library
from bot.screens.evidence import expand, sources
from bot.screens.render_context import RenderContext
from tests.content import tiny

TEXT = {"zh-Hans": "免费", "zh-Hant": "免費", "en": "Porting is free", "fr": "Gratuit"}


def fact(**changed: Any) -> Fact:
    return Fact.model_validate(tiny.fact(**{"text": TEXT, **changed}))


@pytest.fixture
def view(library: Library) -> RenderContext:
    return RenderContext(library, "en")


@pytest.mark.parametrize(
    ("line", "shown"),
    [("{porting}", ""), ("• {porting}", "• "), ("3. {porting}", "3. "), ("- {porting}", "- ")],
)
def test_a_line_that_quotes_a_fact_says_it_behind_its_mark(
    view: RenderContext, line: str, shown: str
) -> None:
    rule = view.library.rules["porting"]
    text, facts = expand(f"Lead.\n{line}\nEnd.", view)
    assert text == f"Lead.\n{shown}{rule.text['en']}\nEnd."
    assert facts == [rule]


def test_a_line_whose_fact_is_unknown_or_hidden_is_left_out(view: RenderContext) -> None:
    hidden = next(
        (operator.id, name)
        for operator in view.library.operators.values()
        for name, each in operator.facts.items()
        if not each.shown
    )
    assert expand("Lead.\n{no-such-fact}\nEnd.", view) == ("Lead.\nEnd.", [])
    assert expand(f"Lead.\n{{{hidden[1]}}}", view, hidden[0]) == ("Lead.", [])


def test_an_operators_own_fact_comes_before_the_rule(view: RenderContext) -> None:
    operator, name = next(
        (operator.id, name)
        for operator in view.library.operators.values()
        for name, each in operator.facts.items()
        if each.shown
    )
    text, facts = expand(f"{{{name}}}", view, operator)
    assert facts == [view.library.operators[operator].facts[name]]
    assert text == facts[0].text["en"]


def test_braces_inside_a_sentence_stay(view: RenderContext) -> None:
    assert expand("It is {porting}.", view) == ("It is {porting}.", [])


def test_a_source_is_one_small_line_with_its_link_and_dates(view: RenderContext) -> None:
    line = sources([fact(page_date="2026-03")], view)
    assert line.startswith('<i><a href="https://www.arcep.fr/x">arcep.fr</a> · ')
    assert view.say("source.page", date="2026-03") in line
    assert view.say("source.noted", date=date(2026, 11, 20)) not in line


def test_a_page_without_a_date_is_said_to_have_none(view: RenderContext) -> None:
    assert view.say("source.undated") in sources([fact()], view)


@pytest.mark.parametrize("key", ["entry", "read"])
def test_the_date_of_an_entry_and_of_a_reading_are_said_as_what_they_are(
    view: RenderContext, key: str
) -> None:
    line = sources([fact(**{key: "2011-10-03"})], view)
    assert line.endswith(f" · {view.say(f'source.{key}', date='2011-10-03')}</i>")
    assert view.say("source.undated") not in line


def test_a_sources_own_date_comes_before_the_facts(view: RenderContext) -> None:
    own = {"name": TEXT, "kind": "other", "entry": "2017-05-22"}
    assert view.say("source.entry", date="2017-05-22") in sources([fact(entry="2011", sources=[own])], view)


def test_checked_is_said_only_of_what_someone_looked_up(view: RenderContext) -> None:
    noted, checked = sources([fact()], view), sources([fact(checked="2026-11-25")], view)
    assert view.say("source.checked", date=date(2026, 11, 25)) in checked
    assert view.say("source.checked", date=date(2026, 11, 20)) not in noted


def test_a_source_without_an_address_is_named_and_not_linked(view: RenderContext) -> None:
    line = sources([fact(sources=[{"name": TEXT, "kind": "other"}])], view)
    assert "<a" not in line
    assert "Porting is free" in line


def test_the_same_source_is_named_once_and_a_hidden_fact_not_at_all(view: RenderContext) -> None:
    assert sources([fact(), fact()], view).count("arcep.fr</a>") == 1
    assert sources([fact(confidence="low")], view) == ""
