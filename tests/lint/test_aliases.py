"""Names that are recognised in questions belong to one thing only."""

import pytest

from bot.lint.aliases import folded
from tests.content.tiny import Faq


@pytest.mark.parametrize(
    ("one", "other"),
    [("法國電信", "法国电信"), ("Télécom", "telecom"), ("Ｏrange ", "orange"), ("B&You", "b you")],
)
def test_spellings_fold_to_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_a_name_of_two_operators_is_told(faq: Faq) -> None:
    faq.files["operators/sosh.yaml"] = faq["operators/orange.yaml"] | {"aliases": ["Orangé"], "guarded": []}
    assert faq.errors() == ["the name 'Orangé' belongs to operators/orange.yaml too"]


def test_one_operator_may_spell_its_name_in_many_ways(faq: Faq) -> None:
    faq["operators/orange.yaml"]["aliases"] = ["orange", "Orange", "ORANGE"]
    assert faq.errors() == []


def test_a_guarded_name_is_an_alias(faq: Faq) -> None:
    faq["operators/orange.yaml"]["guarded"] = ["orage"]
    assert faq.errors() == ["'orage' guards nothing: it is no alias"]
