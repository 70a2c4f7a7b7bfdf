"""What looks like a brand and is none."""

import pytest

from bot.safety.lookalikes import is_mixed, resembled, skeleton

BRANDS = ("orange", "lebara", "bouyguestelecom", "sfr", "lycamobile")


@pytest.mark.parametrize(
    ("name", "looks"), [("оrаngе", "orange"), ("lebára", "lebara"), ("ѕfr", "sfr"), ("充值", "充值")]
)
def test_a_name_as_it_looks(name: str, looks: str) -> None:
    assert skeleton(name) == looks


def test_latin_with_another_alphabet_is_mixed() -> None:
    assert is_mixed("оrange.fr")
    assert not is_mixed("société.fr") and not is_mixed("москва")


@pytest.mark.parametrize(
    ("name", "brand"),
    [
        ("0range", "orange"),
        ("orangge", "orange"),
        ("lebarra", "lebara"),
        ("bouyguestelecorn", "bouyguestelecom"),
        ("lyc4mobile", "lycamobile"),
        ("bouyguetelecon", "bouyguestelecom"),
        ("orange", None),
        ("sfa", None),
        ("organic", None),
        ("x" * 300, None),
    ],
)
def test_another_spelling_of_a_brand(name: str, brand: str | None) -> None:
    assert resembled(name, BRANDS) == brand
