"""Messages that want something nobody honest asks for, without any link: told by what they say together."""

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.safety.character_folding import fold

# False messages are short; what is read further costs time and finds nothing.
_LONGEST = 2000
_SENTENCES = re.compile(r"(?<=[!?。！？\n;；])|(?<=\.)\s")
# A word sent to such a number is billed (SMS+); STOP goes to numbers with 3.
_PREMIUM_SMS = re.compile(
    r"(?:envoyez|repondez|tapez|send|text|reply|发送|發送|回复|回覆|发|發)[^.!?]{0,40}"
    r"(?:\bau|\bto|至|到)\s?[678]\d{4}(?!\d)"
)
# French 089x: a call costs up to 80 cents a minute. A number of the person's own is none of these.
_SURCHARGED = re.compile(r"(?<!\d)(?:0|\+33|0033)[ .-]?8[ .-]?9[ .-]?\d(?:[ .-]?\d){6}(?!\d)")


class ScamDetector:
    """Reads groups of words (`faq/safety/scams.yaml`); a reason is an id whose sentence stands in `faq/`."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._groups = {name: _any_of(listed) for name, listed in words.items()}

    def reasons(self, text: str) -> tuple[str, ...]:
        """Why a message is suspicious, the gravest first; empty where nothing speaks for it."""
        folded = fold(text[:_LONGEST])
        return tuple(
            dict.fromkeys(self._reasons(folded, [part for part in _SENTENCES.split(folded) if part]))
        )

    def asks_how(self, text: str) -> bool:
        """Whether a message asks how, where or why: a question of its own, whatever it names."""
        return self._has("how", fold(text))

    def _reasons(self, folded: str, sentences: list[str]) -> Iterator[str]:
        asking = self._has("asking", folded)
        if any(self._asks_secret(sentence) for sentence in sentences):
            yield "asks_secret"
        if any(self._has("remote", sentence) and self._has("install", sentence) for sentence in sentences):
            yield "remote"
        if any(self._asks_payment(sentence) for sentence in sentences):
            yield "elsewhere"
        if self._has("transfer", folded) and self._has("role", folded) and not self._has("never", folded):
            yield "transfer"
        if asking or self._is_first_person(folded, "story"):
            return
        if _SURCHARGED.search(folded) or _PREMIUM_SMS.search(folded):
            yield "dial"
        if self._has("lure", folded) and self._has("fee", folded) and self._demands(folded):
            yield "lure"
        if self._has("threat", folded) and self._has("hurry", folded) and self._demands(folded):
            yield "threat"

    def _asks_secret(self, sentence: str) -> bool:
        """An order to hand over a secret, in one sentence."""
        if (
            not self._has("secret", sentence)
            or not self._has("direct", sentence)
            or self._has("never", sentence)
        ):
            return False
        if self._has("received", sentence) and self._has("what", sentence):
            return not self._is_first_person(sentence, "mine")
        polite = self._groups["polite"].search(sentence) if "polite" in self._groups else None
        ordered = polite and self._has("hand_over", sentence[polite.end() :])
        told = ordered or self._has("give", sentence) or self._has("need", sentence)
        return bool(told) and not self._is_own(sentence)

    def _asks_payment(self, sentence: str) -> bool:
        """An order to pay where no operator is paid."""
        if not (self._has("elsewhere", sentence) and self._has("direct", sentence)):
            return False
        ordered = self._has("buy", sentence) or self._has("give", sentence)
        own = self._has("asking", sentence) or self._is_first_person(sentence, "story")
        return ordered and not self._has("never", sentence) and not own

    def _demands(self, folded: str) -> bool:
        return (self._has("act", folded) or self._has("give", folded)) and not self._has("never", folded)

    def _is_own(self, sentence: str) -> bool:
        """The person asks, or tells of themselves."""
        return self._has("asking", sentence) or self._is_first_person(sentence, "mine")

    def _is_first_person(self, text: str, group: str) -> bool:
        """It speaks in the first person, and not of what the writer will do for one."""
        others = self._groups.get(f"{group}_not")
        return self._has(group, others.sub(" ", text) if others else text)

    def _has(self, group: str, text: str) -> bool:
        pattern = self._groups.get(group)
        return bool(pattern and pattern.search(text))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these words; `*` is a word or its rest. Those of Latin letters only as whole words."""
    listed = sorted({fold(str(word)) for word in words}, key=len, reverse=True)
    latin = [_pattern(word) for word in listed if _is_latin(word)]
    other = [re.escape(word) for word in listed if not _is_latin(word)]
    parts = [rf"(?<![a-z0-9])(?:{'|'.join(latin)})(?![a-z0-9])"] if latin else []
    return re.compile("|".join([*parts, *other]) or r"(?!)")


def _is_latin(word: str) -> bool:
    """Begins with a letter and ends with one, or with the rest of a word."""
    return word.isascii() and word[0] in "*abcdefghijklmnopqrstuvwxyz0123456789"


def _pattern(word: str) -> str:
    return re.escape(word).replace(r"\*", r"[\w']*").replace(r"\ ", r"[\s-]+")
