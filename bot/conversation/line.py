"""What a person says of their line: `orange的`, `chez Lebara`, "prepaid", 人在国内, "only Alipay"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.content.languages import LANGUAGES
from bot.content.library import Library
from bot.conversation.context import Line
from bot.conversation.phrases import Phrases, joined, words_of
from bot.match.entities import PLACEHOLDER
from bot.match.normalize import Normalizer
from bot.match.understanding import Understanding, meant

NAME = PLACEHOLDER.text
_CAPITAL = re.compile(r"\b[A-Z][\w&'-]*(?:\s+[A-Z][\w&'-]*)*")
_LONGEST = 8  # words and runs of a sentence that says only whose line it is


@dataclass(frozen=True)
class LineTold:
    """What an utterance tells of the line; `only`: and nothing else; `denied`: an operator that it is not;
    `masked`: the utterance, normalized, each operator's name as one and the same word."""

    line: Line
    only: bool
    masked: str
    denied: str | None = None
    names: int = 0


class LineReader:
    def __init__(self, library: Library, understanding: Understanding) -> None:
        cues = library.cues
        self._understanding = understanding
        self._normalizer: Normalizer = understanding.matcher.extractor.normalizer
        self._kinds = self._by_name(cues.get("kind", {}))
        self._places = self._by_name(cues.get("place", {}))
        self._payments = self._by_name(cues.get("payment", {}))
        self._fillers = Phrases(cues.get("line", ()), self._normalizer)
        self._only = Phrases(cues.get("only", ()), self._normalizer)
        self._openings = Phrases([cues.get("opening", ()), cues.get("denial", ())], self._normalizer)
        self._closings = Phrases(cues.get("closing", ()), self._normalizer)
        told = [cues.get(name, ()) for name in ("kind", "place", "payment", "form")]
        self._told = Phrases(told, self._normalizer)
        not_this = [f"{cue} {NAME}" for cue in words_of(cues.get("not-this", ()))]
        self._not_this = Phrases(not_this, self._normalizer)
        self._unguarded = self._ids(library)
        self._names = Phrases(list(self._unguarded), self._normalizer)
        self._others = {
            joined(self._normalizer.tokens(name)): name for name in words_of(cues.get("other-operators", ()))
        }
        self._other = Phrases(list(self._others), self._normalizer)
        self._operator_words = frozenset(words_of(cues.get("operator-words", ())))

    def _by_name(self, groups: Mapping[str, Any]) -> dict[str, Phrases]:
        return {name: Phrases(words, self._normalizer) for name, words in groups.items()}

    def _ids(self, library: Library) -> dict[str, str]:
        """Every name of an operator, normalized, also those that are ordinary words elsewhere."""
        ids: dict[str, str] = {}
        for operator in library.operators.values():
            own = (operator.name[language] for language in LANGUAGES)
            for alias in (*own, *operator.aliases, *operator.guarded):
                ids.setdefault(joined(self._normalizer.tokens(alias)), operator.id)
        return ids

    def name_of(self, operator: str) -> str:
        """A name by which the operator is recognised."""
        return next(name for name, id in self._unguarded.items() if id == operator)

    def read(self, text: str) -> LineTold:
        """What it tells. An ordinary word counts as a name only where little else is said."""
        operator, names, line = self._operator(text)
        only = self._says_only(line)
        if not names and (bare := self._bare(line)):
            operator, names, line, only = bare, 1, NAME, True
        denied = None
        if operator and names == 1 and self._not_this.inside(line):
            operator, denied = None, operator
        unknown = None if operator or denied else self._unknown(text, line)
        said = Line(operator, unknown=unknown, **self._rest(line))
        return LineTold(said, only and bool(said or denied), line, denied, names)

    def _operator(self, text: str) -> tuple[str | None, int, str]:
        """The operator that is meant, how many are named, and the line with their names masked."""
        message = self._understanding.parse(text)
        operator = meant(message.tokens, message.names)
        return operator, len({name.id for name in message.names}), joined(message.masked)

    def _bare(self, line: str) -> str | None:
        """The operator of a sentence that is a name that is also a word ("and free?"), and nothing else."""
        if len(line.split()) > _LONGEST:
            return None
        rest = self._fillers.removed(self._closings.without_tails(self._openings.without_heads(line)))
        return self._unguarded.get(rest)

    def _says_only(self, line: str) -> bool:
        """Whether nothing is said but names, kind, place and payment, and words that go with them."""
        if len(line.split()) > _LONGEST * 2:
            return False
        rest = self._closings.without_tails(self._openings.without_heads(line))
        rest = self._told.removed(rest.replace(NAME, " "))
        return not self._only.removed(self._fillers.removed(rest)) if rest else True

    def _rest(self, line: str) -> dict[str, str]:
        """Kind, place and payment, as far as they are said."""
        groups = (("kind", self._kinds), ("place", self._places), ("payment", self._payments))
        found = {}
        for name, cues in groups:
            hits = [value for value, phrases in cues.items() if phrases.inside(line)]
            if len(hits) == 1:
                found[name] = hits[0]
        return found

    def _unknown(self, text: str, line: str) -> str | None:
        """The name of an operator that we have no sheet for, as it was written."""
        for folded in self._others:
            if re.search(rf"(?<![a-z0-9]){re.escape(folded)}(?![a-z0-9])", line):
                return self._as_written(text, folded)
        for found in _CAPITAL.finditer(text):
            words = [token.text for token in self._normalizer.tokens(found[0])]
            if len(words) > 1 and words[-1] in self._operator_words and NAME not in words:
                return found[0]
        return None

    def _as_written(self, text: str, folded: str) -> str:
        """The words of a text that are this, normalized."""
        found = re.search(re.escape(folded).replace(r"\ ", r"[\W_]*"), text, re.IGNORECASE)
        return found[0] if found else folded.title()


def without_operator(line: Line) -> Line:
    return replace(line, operator=None, kind=None, card=None, unknown=None)
