"""What people type: enough, each in one place, no copies."""

import time

import numpy as np

from bot.content.library import Library
from bot.lint.utterances import Wording, near, weighed
from tests.content import tiny
from tests.content.tiny import Faq


def add(faq: Faq, topic: str, language: str, *said: str) -> None:
    faq[f"topics/{topic}.yaml"]["wordings"].setdefault(language, []).extend(said)


def test_a_topic_needs_enough_wordings_in_each_language(faq: Faq) -> None:
    faq["topics/pay.yaml"]["wordings"] = tiny.wordings("pay", 29, 20, 19)
    assert faq.errors() == [
        "29 wordings in zh-Hans, at least 30 are needed",
        "19 wordings in fr, at least 20 are needed",
    ]


def test_nothing_is_never_recognised(faq: Faq) -> None:
    del faq["symptoms/nothing.yaml"]["wordings"], faq["elsewhere/weather.yaml"]["wordings"]
    assert [(problem.file, problem.message) for problem in faq.problems()] == [
        ("symptoms/nothing.yaml", "has no wordings"),
        ("elsewhere/weather.yaml", "has no wordings"),
    ]


def test_the_same_wording_in_two_topics_is_an_error_whatever_its_spelling(faq: Faq) -> None:
    add(faq, "pay", "zh-Hant", "怎麼付？")
    add(faq, "website", "zh-Hans", "怎么付")
    (problem,) = faq.problems()
    assert (problem.severity, problem.file) == ("error", "topics/website.yaml")
    first = (faq.folder / "topics/pay.yaml").read_text("utf-8").splitlines().index("  - 怎麼付？") + 1
    assert problem.message == f"'怎么付' stands in topics/pay.yaml:{first} too"


def test_symptoms_and_what_lies_elsewhere_count_too(faq: Faq) -> None:
    add(faq, "pay", "en", "How is the weather?")
    faq["elsewhere/weather.yaml"]["wordings"]["en"].append("how is the weather")
    assert len(faq.errors()) == 1


def test_the_same_wording_twice_in_one_topic_is_a_warning(faq: Faq) -> None:
    add(faq, "pay", "fr", "ça marche", "Ca marche !")
    assert faq.errors() == []
    assert faq.warnings()[0].startswith("'Ca marche !' stands in line ")


def test_near_copies_are_warnings_in_one_topic_and_between_two(faq: Faq) -> None:
    add(faq, "pay", "en", "how do i pay from abroad", "how do i pay from abroad pls")
    add(faq, "website", "en", "how do i payy from abroad")
    warnings = faq.warnings()
    assert any("is nearly 'how do i pay from abroad' in line" in message for message in warnings)
    assert any("is nearly 'how do i pay from abroad' in topics/pay.yaml:" in message for message in warnings)


def test_short_wordings_may_be_alike(faq: Faq) -> None:
    add(faq, "pay", "en", "pay now", "pay no")
    assert faq.warnings() == []


def test_a_chinese_word_among_letters_makes_a_difference(faq: Faq) -> None:
    add(faq, "pay", "mixed", "怎么 créer un compte")
    add(faq, "pay", "fr", "créer un compte")
    assert faq.warnings() == []
    assert weighed("怎a") == "怎怎怎a"


def test_no_near_pair_is_missed_because_of_its_length() -> None:
    """The band of lengths that are compared holds every pair that reaches the limit."""
    texts = sorted(("a" * size for size in range(8, 80)), key=len)
    found = [Wording("f", (index,), text, text) for index, text in enumerate(texts)]
    pairs = {(len(one.folded), len(other.folded)) for one, other in near(found)}
    expected = {
        (short, long)
        for short in range(8, 80)
        for long in range(short + 1, 80)
        if np.float32(2 * short / (short + long)) >= np.float32(0.92)
    }
    assert pairs == expected


def test_twenty_thousand_wordings_are_compared_in_seconds(library: Library) -> None:
    every = [
        wording
        for topic in library.topics.values()
        for said in topic.wordings.by_language().values()
        for wording in said
    ]
    found = [Wording("f", (), text, text) for text in sorted(every, key=len)]
    began = time.perf_counter()
    list(near(found))
    assert len(found) > 10_000
    assert time.perf_counter() - began < 20  # 0.5 s alone on this machine
