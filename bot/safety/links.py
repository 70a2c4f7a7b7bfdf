"""Is this link the operator's? By its host, never by a word inside a name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

_LINK = re.compile(
    r"(?:https?://)?(?:[^\s/@<>\"'，。：:！!（）()]+@)?"
    r"((?:[a-z0-9\u00a1-\uffff](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24})(?::\d+)?(?:/[^\s<>\"'，。]*)?",
    re.IGNORECASE | re.ASCII,
)
_SHORTEST_BRAND = 4


@dataclass(frozen=True)
class Verdict:
    """`owner` is whose host it is, or whose name it borrows."""

    host: str
    verdict: Literal["official", "imitation", "unknown"]
    owner: str | None = None


class LinkChecker:
    """Knows the official hosts by owner; `*.orange.fr` stands for the domain and all below it."""

    def __init__(self, hosts: Mapping[str, Iterable[str]], brands: Mapping[str, Iterable[str]]) -> None:
        self._exact = {host: owner for owner, names in hosts.items() for host in names if "*" not in host}
        self._below = {
            host.removeprefix("*."): owner for owner, names in hosts.items() for host in names if "*" in host
        }
        self._brands = [
            (re.sub(r"[^a-z]", "", brand.lower()), owner)
            for owner, names in brands.items()
            for brand in names
            if brand.isascii()
        ]

    def owner(self, host: str) -> str | None:
        """Whose official host this is."""
        host = host.lower().rstrip(".")
        if host in self._exact or host.removeprefix("www.") in self._exact:
            return self._exact.get(host) or self._exact[host.removeprefix("www.")]
        parts = host.split(".")
        tails = (".".join(parts[index:]) for index in range(len(parts)))
        return next((self._below[tail] for tail in tails if tail in self._below), None)

    def verdict(self, host: str) -> Verdict:
        host = host.lower().rstrip(".")
        if owner := self.owner(host):
            return Verdict(host, "official", owner)
        words = re.sub(r"[^a-z]", "", host)
        for brand, borrowed in self._brands:
            if len(brand) >= _SHORTEST_BRAND and brand in words:
                return Verdict(host, "imitation", borrowed)
        return Verdict(host, "unknown")

    def check(self, text: str) -> list[Verdict]:
        """A verdict for each link in a text, the worst first, no host twice."""
        order = ("imitation", "unknown", "official")
        verdicts = {host: self.verdict(host) for host in hosts_in(text)}
        return sorted(verdicts.values(), key=lambda found: order.index(found.verdict))


def hosts_in(text: str) -> list[str]:
    """The hosts of the links in a text, in order."""
    return list(dict.fromkeys(found[1].lower() for found in _LINK.finditer(text)))


def host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()
