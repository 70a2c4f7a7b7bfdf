"""Telegram HTML."""

from tests.content.tiny import Faq


def test_a_fault_of_markup_is_told_with_its_language(faq: Faq) -> None:
    faq["phrases/receipt.yaml"]["when"]["fr"] = "Après <b>le paiement"
    assert faq.errors() == ["when.fr: <b> is never closed"]


def test_the_interface_is_held_to_it_too(faq: Faq) -> None:
    faq["interface/en.yaml"]["button"]["back"] = "B&Y"
    assert faq.errors() == ["'button.back': a bare '&': write '&amp;'"]
