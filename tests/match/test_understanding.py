from pathlib import Path

import pytest
from opencc import OpenCC

from bot.content.library import Library
from bot.knowledge import KnowledgeBase
from bot.match import Understanding
from tests.match.conftest import FOREIGN, TOPICS, small_library


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("你好，我忘记登录密码了怎么办", "forgot-password"),
        ("bonjour, je veux me faire rembourser svp", "refund"),
        ("can i pay from china?", "pay-abroad"),
        ("lebara 怎么取消自动续费", "auto-renew-off"),
    ],
)
def test_a_clear_question_is_answered(understanding: Understanding, question: str, topic: str) -> None:
    finding = understanding.find(question)
    assert (finding.outcome, finding.topic) == ("answer", topic)


@pytest.mark.parametrize("word", ["充值", "儲值", "Recharge", "TOP UP", "renouveler"])
def test_a_bare_word_that_one_topic_alone_has_is_answered(knowledge: KnowledgeBase, word: str) -> None:
    finding = knowledge.understanding.find(word)
    assert (finding.outcome, finding.candidates[0][1]) == ("answer", 1.0)


@pytest.mark.parametrize("word", ["esim", "carte", "code"])
def test_a_bare_word_of_several_topics_is_asked_about(knowledge: KnowledgeBase, word: str) -> None:
    assert knowledge.understanding.find(word).outcome != "answer"


@pytest.mark.parametrize("question", [q for side in FOREIGN.values() for q in side[:3]])
def test_a_foreign_question_is_not_answered(understanding: Understanding, question: str) -> None:
    finding = understanding.find(question)
    assert finding.outcome == "none"
    assert finding.elsewhere == "small-talk"


@pytest.mark.parametrize(
    "question", ["lebara充了没用", "my top up is not working", "ma recharge ne marche pas"]
)
def test_a_symptom_is_asked_about(understanding: Understanding, question: str) -> None:
    finding = understanding.find(question)
    assert (finding.outcome, finding.symptom) == ("choose", "no-effect")
    assert {topic for topic, _ in finding.candidates[:2]} == {"refund", "code-not-received"}


@pytest.mark.parametrize("question", ["", "???", "👍", "退款", "weather", "x" * 4096])
def test_there_are_always_three_topics_to_offer(understanding: Understanding, question: str) -> None:
    candidates = understanding.find(question).candidates
    assert len(candidates) >= 3
    assert {topic for topic, _ in candidates} <= set(TOPICS)


def test_of_two_questions_one_is_answered_or_both_are_offered(understanding: Understanding) -> None:
    finding = understanding.find("密码忘了登不上。另外怎么关闭自动续费？")
    assert {"forgot-password", "auto-renew-off"} <= {topic for topic, _ in finding.candidates[:3]}


@pytest.mark.parametrize("config", ["s2t", "s2twp"])
def test_traditional_characters_mean_the_same(understanding: Understanding, config: str) -> None:
    convert = OpenCC(config).convert
    for words in TOPICS.values():
        for utterance in words["zh-Hans"]:
            assert (
                understanding.find(convert(utterance)).candidates == understanding.find(utterance).candidates
            )


def test_it_tells_why(understanding: Understanding) -> None:
    finding = understanding.find("i forgot my password")
    why = finding.explanation
    assert why is not None
    assert why.utterance == "i forgot my password"
    assert why.score == finding.candidates[0][1]
    assert why.runner_up == finding.candidates[1][0]
    assert why.margin == pytest.approx(why.score - finding.candidates[1][1])


def test_what_was_learnt_is_kept_for_the_same_words_only(
    understanding: Understanding, library: Library, tmp_path: Path
) -> None:
    assert Understanding.load(library, tmp_path) is None
    understanding.save(library, tmp_path)
    loaded = Understanding.load(library, tmp_path)
    assert loaded is not None
    for question in ("lebara充了没用", "can i pay from china?", "quel temps fait-il"):
        assert loaded.find(question) == understanding.find(question)
    other = small_library()
    other.key = "other"  # type: ignore[misc]
    assert Understanding.load(other, tmp_path) is None


def test_a_damaged_file_is_learnt_anew(
    understanding: Understanding, library: Library, tmp_path: Path
) -> None:
    understanding.save(library, tmp_path)
    kept = next(tmp_path.iterdir())
    kept.write_bytes(kept.read_bytes()[:-2000])
    assert Understanding.load(library, tmp_path) is None


@pytest.mark.parametrize("question", ["lebara", "Orange", "橙子"])
def test_a_name_alone_is_asked_about(understanding: Understanding, question: str) -> None:
    finding = understanding.find(question)
    assert finding.outcome == "choose"
    assert finding.operator is not None


def test_a_story_in_which_one_sentence_is_ours_is_not_declined(understanding: Understanding) -> None:
    story = "昨天跟朋友去看电影，回来的路上下雨了，手机也进水了，真倒霉。我忘记密码了。"
    finding = understanding.find(story)
    assert finding.outcome != "none"
    assert finding.candidates[0][0] == "forgot-password"


def test_the_other_questions_of_a_message_are_told_besides(understanding: Understanding) -> None:
    found = understanding.find("how can i get a refund? and i forgot my password, how do i reset it?")
    assert found.outcome == "answer"
    assert {found.topic, *found.besides} == {"refund", "forgot-password"}


@pytest.mark.parametrize("question", ["how can i get a refund???", "refund? how can i get a refund?"])
def test_one_question_asked_loudly_is_one(understanding: Understanding, question: str) -> None:
    found = understanding.find(question)
    assert (found.topic, found.besides) == ("refund", ())
