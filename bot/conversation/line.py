"""What a person says of their line: `orange的`, `chez Lebara`, "prepaid", 人在国内, "only Alipay"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from bot.content.languages import LANGUAGES
from bot.content.library import Library
from bot.conversation.conversation_context import Line, SavedCard
from bot.conversation.phrases import Phrases, joined, words_of
from bot.conversation.whereabouts import Whereabouts
from bot.match.entities import PLACEHOLDER
from bot.match.message import meant
from bot.match.normalize import Normalizer, Token
from bot.match.understanding import Understanding

NAME = PLACEHOLDER.text
_CAPITAL = re.compile(r"\b[A-Z][\w&'-]*(?:\s+[A-Z][\w&'-]*)*")
_LONGEST = 8  # words and runs of a sentence that says only whose line it is
_SHORTEST = 3  # those of one that is no more than a place


@dataclass(frozen=True)
class LineTold:
    """What an utterance tells of the line; `only`: and nothing else; `masked`: it, normalized, each
    operator's name as one and the same word; `denied`: an operator that it is not; `corrected`: something was
    said not to be so."""

    line: Line
    only: bool
    masked: str
    denied: str | None = None
    names: int = 0
    corrected: bool = False


class LineReader:
    def __init__(self, library: Library, understanding: Understanding) -> None:
        cues = library.cues
        self._understanding = understanding
        self._normalizer: Normalizer = understanding.matcher.extractor.normalizer
        told = {"kind": _kinds(library), **{name: cues.get(name, {}) for name in ("place", "payment")}}
        self._tells = {name: self._by_name(values) for name, values in told.items()}
        # One look tells that a line has none of them, as most have not.
        self._tells_any = Phrases(told, self._normalizer)
        self._whereabouts = Whereabouts(library, self._normalizer)
        self._fillers = Phrases([cues.get("line", ()), cues.get("not-this", ())], self._normalizer)
        self._only = Phrases(cues.get("only", ()), self._normalizer)
        openings = [cues.get(name, ()) for name in ("opening", "denial", "doubt")]
        self._openings = Phrases(openings, self._normalizer)
        self._closings = Phrases(cues.get("closing", ()), self._normalizer)
        self._gratis = Phrases(cues.get("gratis", ()), self._normalizer)
        parts = [cues.get(name, ()) for name in ("kind", "place", "payment", "form")]
        self._told = Phrases(parts, self._normalizer)
        self._not_this = Phrases(cues.get("not-this", ()), self._normalizer)
        self._articles = Phrases(cues.get("articles", ()), self._normalizer)
        self._other_card = Phrases(cues.get("other-card", ()), self._normalizer)
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

    def read(self, text: str, cards: Sequence[SavedCard] = (), current: str | None = None) -> LineTold:
        """What it tells. An ordinary word counts as a name only where little else is said; `cards` are the
        person's, whose nicknames count as names, `current` the operator that is talked about."""
        message = self._understanding.parse(text)
        named: list[Line] = [Line(name.id) for name in message.names]
        line = joined(message.masked)
        sure = meant(message.tokens, message.names)
        if not named:
            named, line = self._cards(line, cards, current)
            sure = named[0].operator if named else None
        if not named and (bare := self._bare(line)):
            named, line, sure = [Line(bare)], NAME, bare
        plain = self._whereabouts.generalised(line)
        only = self._says_only(plain)
        chosen, denied = self._chosen(named, line, sure)
        unknown = None if named else self._unknown(text, line)
        rest = self._rest(plain)
        if "kind" not in rest and (kind := self._kind_in_names(message.tokens)):
            rest["kind"] = kind
        if "place" not in rest and (place := self._place_alone(line)):
            rest["place"], only = place, True
        said = replace(chosen, unknown=unknown, **rest)
        return LineTold(
            said, only and bool(said or denied), line, denied, len({told.operator for told in named})
        )

    def _chosen(self, named: Sequence[Line], line: str, sure: str | None) -> tuple[Line, str | None]:
        """The line that is meant, and an operator that it is not ("not Orange, SFR")."""
        before = line.split(NAME)[: len(named)]
        denied = [told for told, words in zip(named, before, strict=False) if self._is_denied(words)]
        left = [told for told in named if told not in denied]
        if denied:
            return (left[0] if left else Line()), denied[0].operator
        return next((told for told in named if told.operator == sure), Line(sure)), None

    def _cards(self, line: str, cards: Sequence[SavedCard], current: str | None) -> tuple[list[Line], str]:
        """The cards whose nicknames are said, in their order, and the line with these masked."""
        met: list[tuple[int, Line]] = []
        for card in cards:
            name = joined(self._normalizer.tokens(card.name))
            found = self._phrases_of(name).first(line) if name else None
            if found is not None:
                met.append((found, Line(card.operator, card.kind)))
                line = line[:found] + self._phrases_of(name).replaced(line[found:], f" {NAME} ")
        if not met and len(cards) > 1 and self._other_card.inside(line) and len(line.split()) <= _LONGEST:
            others = [card for card in cards if card.operator != current]
            met = [(0, Line(others[0].operator, others[0].kind))] if len(others) == len(cards) - 1 else []
            line = self._other_card.replaced(line, f" {NAME} ") if met else line
        return [told for _, told in sorted(met, key=lambda pair: pair[0])], " ".join(line.split())

    @lru_cache(maxsize=256)  # noqa: B019 - a reader lives as long as the words do
    def _phrases_of(self, name: str) -> Phrases:
        return Phrases([name], self._normalizer)

    def _bare(self, line: str) -> str | None:
        """The operator of a sentence that is a name that is also a word ("and free?"), and nothing else."""
        bare = self._bared(line)
        if len(line.split()) > _LONGEST or self._gratis.after(bare) is not None:
            return None
        rest = self._fillers.removed(bare)
        return self._unguarded.get(rest)

    def _bared(self, line: str) -> str:
        """A line without the small words at its head and its end."""
        return self._closings.without_tails(self._openings.without_heads(line))

    def _place_alone(self, line: str) -> str | None:
        """Where somebody is who says no more than the name of a place: 国内, "et en Algérie ?"."""
        bare = self._bared(line)
        if len(bare.split()) > _SHORTEST:
            return None
        return self._whereabouts.of(bare) or self._whereabouts.of(self._only.removed(bare))

    def _says_only(self, line: str) -> bool:
        """Whether nothing is said but names, kind, place and payment, and words that go with them."""
        if sum(len(word) / 2 if word[0] >= "\u3400" else 1 for word in line.split()) > _LONGEST * 1.5:
            return False
        rest = self._bared(line)
        rest = self._told.removed(rest.replace(NAME, " "))
        return not self._only.removed(self._fillers.removed(rest)) if rest else True

    def _kind_in_names(self, tokens: Sequence[Token]) -> str | None:
        """The kind of line that an operator's name tells of: SFR La Carte, Mobicarte."""
        return self._rest(joined(tokens)).get("kind")

    def _rest(self, line: str) -> dict[str, str]:
        """Kind, place and payment, as far as they are said."""
        found: dict[str, str] = {}
        if not self._tells_any.inside(line):
            return found
        for name, cues in self._tells.items():
            hits = [value for value, cue in cues.items() if self._is_said(cue, line)]
            if len(hits) == 1:
                found[name] = hits[0]
        return found

    def _is_said(self, cue: Phrases, line: str) -> bool:
        """Whether a cue is there, and not as what it is not."""
        at = cue.first(line)
        return at is not None and not self._is_denied(line[:at])

    def _is_denied(self, words: str) -> bool:
        """Whether the words before a name say that it is not this one."""
        return self._not_this.at_end(self._articles.without_tails(words))

    def _unknown(self, text: str, line: str) -> str | None:
        """The name of an operator that we have no sheet for, as it was written."""
        if met := self._other.spans(line):
            return self._as_written(text, met[0][0])
        for found in _CAPITAL.finditer(text):
            words = [token.text for token in self._normalizer.tokens(found[0])]
            if len(words) > 1 and words[-1] in self._operator_words and NAME not in words:
                return found[0]
        return None

    def _as_written(self, text: str, folded: str) -> str:
        """The words of a text that are this, normalized."""
        words, size = text.split(), len(folded.split())
        for at in range(len(words) - size + 1):
            written = " ".join(words[at : at + size])
            if joined(self._normalizer.tokens(written)) == folded:
                return written.strip(".,;:!?，。？！")
        found = re.search(re.escape(folded).replace(r"\ ", r"[\W_]*"), text, re.IGNORECASE)
        return found[0] if found else folded.title()


def _kinds(library: Library) -> dict[str, list[Any]]:
    """How each kind of line is called, by itself or by the cards that are of it (远游卡, 保号卡)."""
    said: dict[str, list[Any]] = {name: [words] for name, words in library.cues.get("kind", {}).items()}
    for card in library.cards.values():
        if card.kind in said:
            said[card.kind].append(card.aliases)
    return said
