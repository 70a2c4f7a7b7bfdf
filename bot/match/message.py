"""A message as it is understood: cut into tokens, the operators that it names found and masked."""

from dataclasses import dataclass
from functools import lru_cache

from bot.match.entities import PLACEHOLDER, Entities, Entity, masked
from bot.match.normalize import Normalizer, Token
from bot.match.spelling import Corrector

BEGIN, END = 200, 600  # characters of a longer message that are read
_REMEMBERED = 64
_EITHER = frozenset({"or", "ou", "还是", "或", "或者", "定系"})


@dataclass(frozen=True)
class Message:
    """One message, cut and with its names found."""

    text: str
    tokens: list[Token]
    names: list[Entity]
    masked: list[Token]

    @property
    def is_a_word(self) -> bool:
        """A Latin word or two characters: too little to tell one topic of several."""
        return len(self.masked) == 1 and (not self.masked[0].chinese or len(self.masked[0].text) <= 2)

    @property
    def only_names(self) -> bool:
        return set(self.masked) == {PLACEHOLDER}


class MessageParser:
    """Cuts messages. A talk asks for the same text and its clauses several times: the last are remembered."""

    def __init__(self, normalizer: Normalizer, corrector: Corrector, operators: Entities) -> None:
        self._normalizer, self._corrector, self._operators = normalizer, corrector, operators
        self.parse = lru_cache(maxsize=_REMEMBERED)(self._parse)

    def _parse(self, text: str) -> Message:
        if len(text) > BEGIN + END:
            text = f"{text[:BEGIN]} {text[-END:]}"
        tokens = self._corrector.untangled(self._normalizer.tokens(text))
        names = self._operators.find(tokens)
        return Message(text, tokens, names, masked(tokens, names))


def meant(tokens: list[Token], names: list[Entity]) -> str | None:
    """The operator whose line it is: the first named, unless the person does not know or only reads it."""
    sure = [name for name in names if not _only_shown(tokens, name)]
    ids = list(dict.fromkeys(name.id for name in sure))
    if len(ids) == 2 and _either(tokens, sure):
        return None
    return ids[0] if ids else None


def _only_shown(tokens: list[Token], name: Entity) -> bool:
    """`Orange F` is what a screen shows while roaming."""
    return name.end < len(tokens) and tokens[name.end].text == "f"


def _either(tokens: list[Token], names: list[Entity]) -> bool:
    first, second = names[0], names[-1]
    between = [token.text for token in tokens[first.end : second.begin]]
    return len(between) == 1 and between[0] in _EITHER
