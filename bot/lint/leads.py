"""What leads on: topics, symptoms, cards, trees and letters."""

from collections import deque
from collections.abc import Iterator

from bot.content.french import Letter
from bot.content.interface import placeholders
from bot.content.markup import COPY_LIMIT
from bot.content.problem import Problem
from bot.content.tree import Tree
from bot.lint.checked_words import Words

_MOST_NEXT = 3


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


def phrases_can_be_copied(words: Words) -> Iterator[Problem]:
    """A longer sentence would have no copy button at the counter."""
    for phrase in words.library.phrases.values():
        if len(phrase.french) > COPY_LIMIT:
            message = f"{len(phrase.french)} characters, a copy button holds {COPY_LIMIT}"
            yield words.error(f"phrases/{phrase.id}.yaml", ("french",), message)


def terms_are_single(words: Words) -> Iterator[Problem]:
    """The same French word under two ids: an editor would mend one and forget the other."""
    first: dict[str, str] = {}
    for name, term in words.library.glossary.items():
        other = first.setdefault(term.french.casefold(), name)
        if other != name:
            yield words.warning(
                "glossary.yaml", (name, "french"), f"'{term.french}' stands under '{other}' too"
            )


def symptoms_offer_a_choice(words: Words) -> Iterator[Problem]:
    for symptom in words.library.symptoms.values():
        if len({choice.to for choice in symptom.choices}) < 2:
            yield words.error(f"symptoms/{symptom.id}.yaml", ("choices",), "needs two different ways on")


def cards_lead_on(words: Words) -> Iterator[Problem]:
    for card in words.library.cards.values():
        if not card.channels and not card.next:
            yield words.error(f"cards/{card.id}.yaml", (), "a dead end: name channels or next topics")


def trees_can_be_walked(words: Words) -> Iterator[Problem]:
    for tree in words.library.trees.values():
        if tree.root not in tree.nodes:
            continue  # a broken reference, told elsewhere
        depth = depths(tree)
        yield from _unreached(words, tree, depth)
        yield from _dead_ends(words, tree, depth)
        yield from _without_exit(words, tree, depth)
        yield from _too_long(words, tree)


def inner(tree: Tree, node: str) -> list[str]:
    """The nodes of this tree that a node's buttons lead to."""
    return [branch.to for branch in tree.nodes[node].buttons if branch.to in tree.nodes]


def depths(tree: Tree) -> dict[str, int]:
    """The least taps from the root to each node that can be reached."""
    found = {tree.root: 0}
    queue = deque(found)
    while queue:
        node = queue.popleft()
        for to in inner(tree, node):
            if to not in found:
                found[to] = found[node] + 1
                queue.append(to)
    return found


def _unreached(words: Words, tree: Tree, depth: dict[str, int]) -> Iterator[Problem]:
    for name in tree.nodes:
        if name not in depth:
            yield words.error(_file(tree), ("nodes", name), f"no button leads to '{name}'")


def _dead_ends(words: Words, tree: Tree, depth: dict[str, int]) -> Iterator[Problem]:
    """A node that only leads back: no button leaves the tree, goes on or goes aside."""
    for name in depth:
        leads = inner(tree, name)
        leaves = len(leads) < len(tree.nodes[name].buttons)
        if not leaves and not any(to != name and depth[to] >= depth[name] for to in leads):
            yield words.error(
                _file(tree), ("nodes", name), f"'{name}' is a dead end: its buttons only lead back"
            )


def _without_exit(words: Words, tree: Tree, depth: dict[str, int]) -> Iterator[Problem]:
    """Nodes from which no way leaves the tree, however long one taps."""
    out = {name for name in depth if len(inner(tree, name)) < len(tree.nodes[name].buttons)}
    grew = True
    while grew:
        more = {name for name in depth if name not in out and out.intersection(inner(tree, name))}
        grew = bool(more)
        out |= more
    for name in depth:
        if name not in out and inner(tree, name):
            yield words.error(_file(tree), ("nodes", name), f"from '{name}' the tree loops without an exit")


def _too_long(words: Words, tree: Tree) -> Iterator[Problem]:
    way = longest(tree, tree.root, ())
    if len(way) > tree.limit:
        said = f"a way through takes {len(way)} taps, the limit is {tree.limit}: {' › '.join(way)}"
        yield words.error(_file(tree), ("limit",), said)


def longest(tree: Tree, node: str, above: tuple[str, ...]) -> tuple[str, ...]:
    """The nodes on the longest way from here out of the tree, none twice; each costs one tap to leave."""
    above = (*above, node)
    onward = [longest(tree, to, above) for to in dict.fromkeys(inner(tree, node)) if to not in above]
    return (node, *max(onward, key=len, default=()))


def _file(tree: Tree) -> str:
    return f"trees/{tree.id}.yaml"


def slots_match_questions(words: Words) -> Iterator[Problem]:
    for letter in words.library.letters.values():
        file = f"letters/{letter.id}.yaml"
        try:
            slots = placeholders(letter.french)
        except ValueError as error:
            yield words.error(file, ("french",), f"a brace is not closed: {error}")
            continue
        asked = {question.id for question in letter.questions}
        for slot in sorted(slots - asked):
            yield words.error(file, ("french",), f"no question fills {{{slot}}}")
        for name in sorted(asked - slots):
            yield words.error(file, ("french",), f"the answer to '{name}' stands nowhere in the letter")


def ids_are_single(words: Words) -> Iterator[Problem]:
    for letter in words.library.letters.values():
        for at, twice in _doubles(letter):
            yield words.error(f"letters/{letter.id}.yaml", at, f"the id '{twice}' stands here twice")


def _doubles(letter: Letter) -> Iterator[tuple[tuple[str | int, ...], str]]:
    ids = [question.id for question in letter.questions]
    yield from ((("questions",), name) for name in set(ids) if ids.count(name) > 1)
    for index, question in enumerate(letter.questions):
        options = [option.id for option in question.options]
        for name in {name for name in options if options.count(name) > 1}:
            yield ("questions", index, "options"), name
