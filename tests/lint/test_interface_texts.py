"""The same keys and placeholders in every language."""

from tests.content.tiny import Faq


def test_a_missing_key_is_told_for_the_language_that_lacks_it(faq: Faq) -> None:
    del faq["interface/fr.yaml"]["button"]["back"]
    (problem,) = faq.problems()
    assert (problem.file, problem.message) == ("interface/fr.yaml", "'button.back' is missing")


def test_a_key_that_chinese_lacks_is_told_with_the_nearest(faq: Faq) -> None:
    faq["interface/en.yaml"]["button"]["bakc"] = "Back"
    assert faq.errors() == ["'button.bakc' does not stand in zh-Hans.yaml; did you mean 'button.back'?"]


def test_an_override_of_nothing_is_told(faq: Faq) -> None:
    faq.files["interface/zh-Hant.yaml"] = {"button": {"bakc": "返回"}}
    (problem,) = faq.problems()
    assert (problem.file, problem.line) == ("interface/zh-Hant.yaml", 2)


def test_other_placeholders_are_told(faq: Faq) -> None:
    faq["interface/fr.yaml"]["menu"]["text"] = "Menu {nom}"
    assert faq.errors() == ["'menu.text' has the placeholders {nom}, zh-Hans has {name}"]


def test_a_broken_placeholder_is_told(faq: Faq) -> None:
    faq["interface/en.yaml"]["menu"]["text"] = "Menu {name"
    (message,) = faq.errors()
    assert message.startswith("'menu.text' has a broken placeholder")


def test_the_words_of_dates_follow_each_languages_grammar(faq: Faq) -> None:
    for language in ("zh-Hans", "en", "fr"):
        faq.files[f"dates/{language}.yaml"] = {"today": "x"}
    faq["dates/fr.yaml"]["first"] = "1er"
    assert faq.errors() == []
    del faq["dates/en.yaml"]["today"]
    faq["dates/en.yaml"]["tomorrow"] = "x"
    assert faq.errors() == ["'today' is missing"]
