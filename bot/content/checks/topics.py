"""Every answer leads on."""

from collections.abc import Iterator

from bot.content.checks.words import Words, check
from bot.content.problem import Problem

_MOST_NEXT = 3


@check
def topics_lead_on(words: Words) -> Iterator[Problem]:
    for topic in words.library.topics.values():
        file = f"topics/{topic.id}.yaml"
        if not topic.next:
            yield words.error(file, ("next",), "a dead end: name two or three natural next topics")
        if len(topic.next) > _MOST_NEXT:
            yield words.warning(
                file, ("next",), f"{len(topic.next)} next topics: nobody reads more than three"
            )
        for index, name in enumerate(topic.next):
            if name == topic.id or name in topic.next[:index]:
                yield words.error(file, ("next", index), f"'{name}' leads nowhere new")


@check
def symptoms_offer_a_choice(words: Words) -> Iterator[Problem]:
    for symptom in words.library.symptoms.values():
        if len({choice.to for choice in symptom.choices}) < 2:
            yield words.error(f"symptoms/{symptom.id}.yaml", ("choices",), "needs two different ways on")


@check
def cards_lead_on(words: Words) -> Iterator[Problem]:
    for card in words.library.cards.values():
        if not card.channels and not card.next:
            yield words.error(f"cards/{card.id}.yaml", (), "a dead end: name channels or next topics")
