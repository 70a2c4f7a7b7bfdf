"""Is this message genuine? By where its links lead and by what it asks for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.safety.addresses import addresses_in, undisguised
from bot.safety.character_folding import fold
from bot.safety.links import Link, LinkChecker, LinkVerdict, Verdict
from bot.safety.scams import ScamDetector
from bot.safety.secrets import SecretMasker

# What an honest message never does, whatever else it links to.
_GRAVE = ("asks_secret", "remote", "elsewhere", "transfer")
# What is left of a message that is little more than its link, in letters and digits.
_LITTLE = 16


@dataclass(frozen=True)
class MessageVerdict:
    """The verdict on a whole message, the ids of its reasons, and the verdict on each link, the worst first.

    `alone`: the message is little more than its link; `asked`: it asks whether something is genuine.
    """

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    links: tuple[LinkVerdict, ...] = ()
    scams: tuple[str, ...] = ()
    alone: bool = False
    asked: bool = False

    @property
    def takes_answer(self) -> bool:
        """Whether the verdict is the whole answer, and not a line below another one."""
        return self.verdict == "suspicious" or bool(self.links and (self.alone or self.asked))


class SafetyChecker:
    """All that is known of false messages and of secrets, for one set of words. Pure: nothing is fetched."""

    def __init__(
        self, links: LinkChecker, scams: ScamDetector, secrets: SecretMasker, genuine: Iterable[str]
    ) -> None:
        self.links = links
        self.scams = scams
        self.secrets = secrets
        self._genuine = re.compile("|".join(re.escape(fold(words)) for words in genuine) or r"(?!)")

    @classmethod
    def of(
        cls, operators: Mapping[str, Any], official: Iterable[str], words: Mapping[str, Mapping[str, Any]]
    ) -> "SafetyChecker":
        """From operators (`hosts` and `aliases` by id), official hosts of other bodies, and `faq/safety/`."""
        hosts = {name: tuple(operator["hosts"]) for name, operator in operators.items()}
        brands = {name: (name, *operator["aliases"]) for name, operator in operators.items()}
        links = words.get("links") or {}
        return cls(
            LinkChecker({**hosts, "": tuple(official)}, brands, links),
            ScamDetector(words.get("scams") or {}, words.get("schemes") or {}),
            SecretMasker(words.get("secrets") or {}),
            links.get("genuine") or (),
        )

    def verdict(self, text: str, links: Iterable[Link] | None = None) -> MessageVerdict:
        """The verdict on a message; `links` are those that it carries, by default those of its text."""
        carried = [Link(address.written) for address in addresses_in(text)] if links is None else list(links)
        judged = tuple(self.links.judge(carried, text))
        scams = self._scams(text, judged)
        asked = bool(self._genuine.search(fold(text)))
        worst: Verdict = judged[0].verdict if judged else "unknown"
        reasons = tuple(dict.fromkeys([*(judged[0].reasons if judged else ()), *scams]))
        alone = bool(judged) and self._is_alone(text) and not self.scams.asks_how(text)
        return MessageVerdict("suspicious" if scams else worst, reasons, judged, scams, alone, asked)

    def _scams(self, text: str, judged: tuple[LinkVerdict, ...]) -> tuple[str, ...]:
        """What speaks against the words. A notice may threaten where all its links are the operator's own."""
        reasons = self.scams.reasons(text)
        if judged and all(link.verdict == "official" for link in judged):
            return tuple(reason for reason in reasons if reason in _GRAVE)
        return reasons

    @staticmethod
    def _is_alone(text: str) -> bool:
        plain = undisguised(text)
        for address in addresses_in(text):
            plain = plain.replace(address.written, " ")
        # A Chinese character says as much as half a word.
        return sum(2 if char >= "\u3400" else 1 for char in plain if char.isalnum()) <= _LITTLE
