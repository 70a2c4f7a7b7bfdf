"""A kind of card, as shops and articles name it."""

from bot.content.fact import Kind
from bot.content.form import Form
from bot.content.localized import Line, Text


class CardType(Form):
    """What it is, how to tell, how to look what is left, which ways fit, what to watch.

    `answer` says how one renews it; `topic` answers about it where the operator
    is known, `which-channel` where there is no such topic.
    """

    id: str
    kind: Kind | None = None
    title: Text
    aliases: tuple[Line, ...]
    answer: Text | None = None
    topic: str | None = None
    about: Text
    tell: Text
    balance: Text
    watch: Text
    channels: tuple[str, ...]
    next: tuple[str, ...] = ()
