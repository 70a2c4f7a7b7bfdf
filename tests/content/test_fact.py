"""What may be shown as a fact."""

from typing import Any

import pytest

from bot.content.fact import Fact
from tests.content import tiny

TEXT = {"zh-Hans": "免费", "zh-Hant": "免費", "en": "Free", "fr": "Gratuit"}


def fact(**changed: Any) -> Fact:
    return Fact.model_validate(tiny.fact(**{"text": TEXT, **changed}))


@pytest.mark.parametrize("about", ["price", "delay"])
def test_a_price_or_delay_without_a_date_is_hidden(about: str) -> None:
    assert not fact(about=about).shown


@pytest.mark.parametrize(
    "dated", [{"page_date": "2026-03"}, {"checked": "2026-11-01"}, {"read": "2026-09-29"}]
)
def test_a_price_with_the_pages_date_or_a_look_at_the_page_is_shown(dated: dict[str, str]) -> None:
    assert fact(about="price", **dated).shown


def test_the_date_of_a_database_entry_makes_no_price_new() -> None:
    assert not fact(about="price", entry="2011-10-03").shown


def test_a_price_whose_second_source_is_dated_is_shown() -> None:
    sources = [{"name": TEXT, "kind": "other"}, {"name": TEXT, "kind": "press", "page_date": "2025"}]
    assert fact(about="price", sources=sources).shown


def test_only_a_codes_value_is_copied() -> None:
    assert fact(about="code", value="#123#").code == "#123#"
    assert fact(about="validity", value="P30D").code is None


@pytest.mark.parametrize("about", ["validity", "code", "path", "rule", "contact", "product"])
def test_anything_else_is_shown_without_a_date(about: str) -> None:
    assert fact(about=about).shown


@pytest.mark.parametrize("confidence", ["low", "none"])
def test_what_we_are_not_sure_of_is_hidden(confidence: str) -> None:
    assert not fact(confidence=confidence, page_date="2026-01-01").shown


def test_what_nobody_says_is_hidden() -> None:
    assert not fact(sources=[]).shown


@pytest.mark.parametrize(("kind", "holds"), [(None, True), ("prepaid", True), ("subscription", False)])
def test_a_fact_of_one_kind_of_line_holds_for_it_and_for_the_unknown(kind: Any, holds: bool) -> None:
    assert fact(kind="prepaid").holds_for(kind) is holds


@pytest.mark.parametrize("written", ["2022", "2022-04", "2022-04-30", "none", ""])
def test_a_page_may_be_dated_by_year_month_day_or_not_at_all(written: str) -> None:
    assert fact(page_date=written).page_date == (written if written not in ("none", "") else None)
