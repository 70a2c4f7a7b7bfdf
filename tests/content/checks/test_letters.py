"""A letter's slots are its questions."""

import pytest

from tests.content.tiny import Faq


@pytest.mark.parametrize(
    ("french", "message"),
    [
        ("Bonjour, {what} et {when}.", "no question fills {when}"),
        ("Bonjour.", "the answer to 'what' stands nowhere in the letter"),
        ("Bonjour, {what.", "a brace is not closed: expected '}' before end of string"),
    ],
)
def test_slots_and_questions_must_match(faq: Faq, french: str, message: str) -> None:
    faq["letters/complaint.yaml"]["french"] = french
    assert faq.errors() == [message]


def test_two_options_of_one_id_are_told(faq: Faq) -> None:
    faq["letters/complaint.yaml"]["questions"][0]["options"][1]["id"] = "a"
    assert faq.errors() == ["the id 'a' stands here twice"]
