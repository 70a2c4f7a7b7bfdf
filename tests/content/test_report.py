"""What stands in the words, counted."""

from bot.content.report import report
from tests.content.tiny import Faq, fact


def test_facts_are_counted_by_operator_confidence_and_whether_they_are_shown(faq: Faq) -> None:
    faq["operators/orange.yaml"]["facts"] |= {
        "code": fact(about="code"),
        "guess": fact(confidence="low"),
        "seen": fact(about="price", checked="2026-11-20"),
    }
    rules, orange = report(faq.read()).facts
    assert (rules.name, rules.total, rules.shown) == ("rules", 1, 1)
    assert orange.confidences == {"high": 3, "low": 1}
    assert (orange.total, orange.shown, orange.checked) == (4, 2, 1)


def test_wordings_are_counted_by_language_and_the_poorest_topic_is_named(faq: Faq) -> None:
    faq["topics/website.yaml"]["wordings"]["mixed"] = ["recharger 一下"]
    faq["topics/website.yaml"]["wordings"]["fr"].append("encore une")
    counts = report(faq.read())
    assert counts.wordings["topics"] == {"zh-Hans": 60, "en": 40, "fr": 41, "mixed": 1}
    assert counts.fewest["fr"] == (20, "pay")


def test_the_report_names_every_count(faq: Faq) -> None:
    said = str(report(faq.read(), screens=12))
    assert "2 topics" in said
    assert "1 operators" in said
    assert "12 screens drawn" in said
    assert "orange" in said
