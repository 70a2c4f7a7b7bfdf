"""Trees: every node is reached, every way through ends, and within its limit."""

from collections import deque
from collections.abc import Iterator

from bot.content.checks.words import Words, check
from bot.content.problem import Problem
from bot.content.tree import Tree


@check
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
