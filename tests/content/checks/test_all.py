"""Where nothing is wrong, nothing is said."""

from tests.content.tiny import Faq


def test_a_sound_folder_has_no_problem(faq: Faq) -> None:
    assert faq.form_errors() == []
    assert faq.broken() == []
    assert faq.problems() == []
