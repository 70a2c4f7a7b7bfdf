"""What other words would change."""

from dataclasses import replace

from bot.knowledge import KnowledgeBase
from bot.preview import changes
from bot.screens.word_screens import Asked

ASKED = [
    Asked("I forgot my password", "en", 2),
    Asked("my payment failed", "en"),
    Asked("忘记密码怎么办", "zh-Hans", 5),
]


def test_the_same_words_change_nothing(knowledge: KnowledgeBase) -> None:
    assert changes(ASKED, knowledge, knowledge) == []


def test_a_changed_answer_is_told_for_what_asks_for_it_the_most_asked_first(knowledge: KnowledgeBase) -> None:
    topic = knowledge.library.topics["forgot-password"]
    other = topic.model_copy(update={"answer": knowledge.library.topics["scam"].answer})
    library = replace(knowledge.library, topics={**knowledge.library.topics, topic.id: other})
    found = changes(ASKED, knowledge, replace(knowledge, library=library))
    assert [change.asked.times for change in found] == [5, 2]
    assert found[0].shown_before != found[0].shown_after
    assert str(found[1]) == "2x I forgot my password: forgot-password -> forgot-password"
