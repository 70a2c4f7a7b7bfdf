"""Messages that want something nobody honest asks for, without any link: told by what they say together."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.safety.character_folding import fold
from bot.safety.schemes import PREMIUM_SMS, SURCHARGED, SchemeReader
from bot.safety.word_groups import WordGroups

# False messages are short; what is read further costs time and finds nothing.
_LONGEST = 2000
_SENTENCES = re.compile(r"(?<=[!?。！？\n;；])|(?<=\.)\s")


class ScamDetector:
    """Reads groups of words (`faq/safety/scams.yaml`) sentence by sentence, and the schemes
    (`faq/safety/schemes.yaml`) in the whole message; a reason is an id whose sentence stands in `faq/`."""

    def __init__(self, words: Mapping[str, Iterable[str]], schemes: Mapping[str, Any]) -> None:
        self._words = WordGroups(words)
        self._schemes = SchemeReader(schemes)

    def reasons(self, text: str) -> tuple[str, ...]:
        """Why a message is suspicious, the gravest first; empty where nothing speaks for it."""
        folded = fold(text[:_LONGEST])
        told = self._reasons(folded, [part for part in _SENTENCES.split(folded) if part])
        return tuple(dict.fromkeys([*told, *self._schemes.reasons(folded)]))

    def asks_how(self, text: str) -> bool:
        """Whether a message asks how, where or why: a question of its own, whatever it names."""
        return self._words.has("how", fold(text))

    def _reasons(self, folded: str, sentences: list[str]) -> Iterator[str]:
        asking = self._words.has("asking", folded)
        if any(self._asks_secret(sentence) for sentence in sentences):
            yield "asks_secret"
        if any(
            self._words.has("remote", sentence) and self._words.has("install", sentence)
            for sentence in sentences
        ):
            yield "remote"
        if any(self._asks_payment(sentence) for sentence in sentences):
            yield "elsewhere"
        if (
            self._words.has("transfer", folded)
            and self._words.has("role", folded)
            and not self._words.has("never", folded)
        ):
            yield "transfer"
        if asking or self._words.has_beyond("story", folded):
            return
        if SURCHARGED.search(folded) or PREMIUM_SMS.search(folded):
            yield "dial"
        if self._words.has("lure", folded) and self._words.has("fee", folded) and self._demands(folded):
            yield "lure"
        if self._words.has("threat", folded) and self._words.has("hurry", folded) and self._demands(folded):
            yield "threat"

    def _asks_secret(self, sentence: str) -> bool:
        """An order to hand over a secret, in one sentence."""
        if (
            not self._words.has("secret", sentence)
            or not self._words.has("direct", sentence)
            or self._words.has("never", sentence)
        ):
            return False
        if self._words.has("received", sentence) and self._words.has("what", sentence):
            return not self._words.has_beyond("mine", sentence)
        polite = self._words.search("polite", sentence)
        ordered = polite and self._words.has("hand_over", sentence[polite.end() :])
        told = ordered or self._words.has("give", sentence) or self._words.has("need", sentence)
        return bool(told) and not self._is_own(sentence)

    def _asks_payment(self, sentence: str) -> bool:
        """An order to pay where no operator is paid."""
        if not (self._words.has("elsewhere", sentence) and self._words.has("direct", sentence)):
            return False
        ordered = self._words.has("buy", sentence) or self._words.has("give", sentence)
        own = self._words.has("asking", sentence) or self._words.has_beyond("story", sentence)
        return ordered and not self._words.has("never", sentence) and not own

    def _demands(self, folded: str) -> bool:
        return (self._words.has("act", folded) or self._words.has("give", folded)) and not self._words.has(
            "never", folded
        )

    def _is_own(self, sentence: str) -> bool:
        """The person asks, or tells of themselves."""
        return self._words.has("asking", sentence) or self._words.has_beyond("mine", sentence)
