"""A tree of screens: questions with buttons that lead on."""

from bot.content.form import Form
from bot.content.localized import Text


class Branch(Form):
    """A button. `to` is a node of this tree, or `topic:ID`, `guide:ID`, `tree:ID`, `operator:ID`, `card:ID`,
    `phrase:ID`, `letter:ID`, `advisor`, `phrases`, `human`, `cards`, `menu`."""

    label: Text
    to: str


class Node(Form):
    text: Text
    buttons: tuple[Branch, ...]


class Tree(Form):
    """`root` is shown first; no way through it is longer than `limit` taps."""

    id: str
    title: Text
    root: str
    limit: int
    nodes: dict[str, Node]
