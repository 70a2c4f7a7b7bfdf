"""Names in the words that lead nowhere."""

from collections.abc import Callable, Iterable, Iterator

from bot.content.form import did_you_mean
from bot.content.library import Library
from bot.content.problem import Problem
from bot.content.tree import Tree

Locate = Callable[..., int]

# Where a branch may lead besides its own tree: a prefix, or a place of its own.
PLACES = frozenset(
    {
        "advisor",
        "phrases",
        "glossary",
        "human",
        "cards",
        "menu",
        "operators",
        "remind",
        "faq",
        "friend",
        "urgent",
    }
)


class References:
    """Collects every broken name of a Library with its file and line."""

    def __init__(self, library: Library, locate: Locate) -> None:
        self.library = library
        self.locate = locate
        self.problems: list[Problem] = []
        self.known: dict[str, Iterable[str]] = {
            "topic": library.topics,
            "guide": library.channels,
            "tree": library.trees,
            "operator": library.operators,
            "card": library.cards,
            "phrase": library.phrases,
            "letter": library.letters,
            "term": library.glossary,
            "rule": library.rules,
        }

    def need(self, kind: str, name: str, file: str, *path: str | int) -> None:
        if name not in (known := self.known[kind]):
            hint = did_you_mean(name, list(known))
            self.problems.append(Problem(file, self.locate(file, *path), f"no {kind} '{name}'{hint}"))

    def target(self, to: str, file: str, *path: str | int) -> None:
        """A place that a button of a tree or symptom leads to."""
        kind, colon, name = to.partition(":")
        if colon and kind in self.known:
            self.need(kind, name, file, *path)
        elif to not in PLACES:
            hint = did_you_mean(to, sorted(PLACES))
            self.problems.append(Problem(file, self.locate(file, *path), f"no place '{to}'{hint}"))

    def stuck(self, name: str, file: str, *path: str | int) -> None:
        if name not in self.library.trees:
            self.need("topic", name, file, *path)


def broken_references(library: Library, locate: Locate) -> list[Problem]:
    """Every reference that names nothing, with the nearest valid name."""
    found = References(library, locate)
    for check in (_topics, _symptoms, _operators, _channels, _cards, _trees):
        check(library, found)
    return found.problems


def _topics(library: Library, found: References) -> None:
    for topic in library.topics.values():
        file = f"topics/{topic.id}.yaml"
        for index, name in enumerate(topic.next):
            found.need("topic", name, file, "next", index)
        for index, name in enumerate(topic.facts):
            found.need("rule", name, file, "facts", index)
        for index, to in enumerate(topic.offer):
            found.target(to, file, "offer", index)
        for kind, answer in topic.answers.items():
            for index, name in enumerate(answer.facts):
                found.need("rule", name, file, "answers", kind, "facts", index)


def _symptoms(library: Library, found: References) -> None:
    for symptom in library.symptoms.values():
        for index, choice in enumerate(symptom.choices):
            found.need("topic", choice.to, f"symptoms/{symptom.id}.yaml", "choices", index, "to")


def _operators(library: Library, found: References) -> None:
    for operator in library.operators.values():
        file = f"operators/{operator.id}.yaml"
        for name, fact in operator.facts.items():
            for index, topic in enumerate(fact.topics):
                found.need("topic", topic, file, "facts", name, "topics", index)
        for topic, answer in operator.answers.items():
            found.need("topic", topic, file, "answers", topic)
            for path, each in (((), answer), *((("kinds", kind), own) for kind, own in answer.kinds.items())):
                for index, name in enumerate(each.facts):
                    if name not in operator.facts:
                        found.need("rule", name, file, "answers", topic, *path, "facts", index)


def _channels(library: Library, found: References) -> None:
    for channel in library.channels.values():
        file = f"channels/{channel.id}.yaml"
        found.need("topic", channel.id, file)
        for kind, steps in channel.guides.items():
            for number, step in enumerate(steps):
                path = ("guides", kind, number)
                found.stuck(step.stuck, file, *path, "stuck")
                for index, name in enumerate(step.look_for):
                    found.need("term", name, file, *path, "look_for", index)
                for name in step.operators:
                    found.need("operator", name, file, *path, "operators", name)


def _cards(library: Library, found: References) -> None:
    for card in library.cards.values():
        file = f"cards/{card.id}.yaml"
        if card.topic:
            found.need("topic", card.topic, file, "topic")
        for index, name in enumerate(card.channels):
            found.need("guide", name, file, "channels", index)
        for index, name in enumerate(card.next):
            found.need("topic", name, file, "next", index)


def _trees(library: Library, found: References) -> None:
    for tree in library.trees.values():
        file = f"trees/{tree.id}.yaml"
        if tree.root not in tree.nodes:
            hint = did_you_mean(tree.root, list(tree.nodes))
            message = f"no node '{tree.root}'{hint}"
            found.problems.append(Problem(file, found.locate(file, "root"), message))
        for node, index, to in branches(tree):
            if to not in tree.nodes:
                found.target(to, file, "nodes", node, "buttons", index, "to")


def branches(tree: Tree) -> Iterator[tuple[str, int, str]]:
    """Every button of a tree: (node, index, where it leads)."""
    for name, node in tree.nodes.items():
        for index, branch in enumerate(node.buttons):
            yield name, index, branch.to
