"""Is this link the operator's? By its host, never by a word inside a name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

_LINK = re.compile(
    r"(?:https?://)?(?:[^\s/@<>\"'，。：:！!（）()]+@)?"
    r"((?:[a-z0-9\u00a1-\uffff](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24})(?::\d+)?(?:/[^\s<>\"'，。]*)?",
    re.IGNORECASE | re.ASCII,
)
_NO_PAGE = re.compile(r"(?:mailto|tel|sms|tg|ton|data|javascript):", re.IGNORECASE)
_SHORTEST_BRAND = 4


@dataclass(frozen=True)
class Link:
    """An address by where it leads; `shown` is what a person sees instead: the words of a text link, the
    label of a button. None: they see the address."""

    address: str
    shown: str | None = None


@dataclass(frozen=True)
class LinkVerdict:
    """`owner` is whose host it is, or whose name it borrows; `shown` the other host that the text shows."""

    host: str
    verdict: Literal["official", "suspicious", "unknown"]
    owner: str | None = None
    reasons: tuple[str, ...] = ()
    shown: str | None = None


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

    def verdict(self, host: str) -> LinkVerdict:
        host = host.lower().rstrip(".")
        if (owner := self.owner(host)) is not None:
            return LinkVerdict(host, "official", owner)
        words = re.sub(r"[^a-z]", "", host)
        for brand, borrowed in self._brands:
            if len(brand) >= _SHORTEST_BRAND and brand in words:
                return LinkVerdict(host, "suspicious", borrowed, ("brand",))
        return LinkVerdict(host, "unknown")

    def judge(self, links: Iterable[Link]) -> list[LinkVerdict]:
        """A verdict for each host that the links lead to, the worst first.

        What a text shows in place of where it leads is not judged by itself: nobody gets there.
        """
        verdicts: dict[str, LinkVerdict] = {}
        masks: set[str] = set()
        for link in sorted(links, key=lambda link: link.shown is None):
            host = host_of(link.address)
            if not host or (link.shown is None and host in masks):
                continue
            verdict = self._unmasked(host, link.shown)
            masks |= {verdict.shown} if verdict.shown else set()
            verdicts[host] = min(verdicts.get(host, verdict), verdict, key=_badness)
        return sorted(verdicts.values(), key=_badness)

    def check(self, text: str) -> list[LinkVerdict]:
        """A verdict for each link in a text, the worst first, no host twice."""
        return self.judge(Link(address) for address in addresses_in(text))

    def _unmasked(self, host: str, shown: str | None) -> LinkVerdict:
        """The verdict on a host; suspicious where the text shows another one."""
        verdict = self.verdict(host)
        others = [other for other in hosts_in(shown or "") if not self._same(other, host)]
        if not others:
            return verdict
        owner = verdict.owner or self.owner(others[0])
        return replace(
            verdict, verdict="suspicious", owner=owner, reasons=(*verdict.reasons, "shown"), shown=others[0]
        )

    def _same(self, one: str, other: str) -> bool:
        """Both lead to the same place: the same host, or two of one owner."""
        if one.removeprefix("www.") == other.removeprefix("www."):
            return True
        owner = self.owner(one)
        return bool(owner) and owner == self.owner(other)


def addresses_in(text: str) -> list[str]:
    """The addresses that stand in a text, in order."""
    return [found[0] for found in _LINK.finditer(text)]


def hosts_in(text: str) -> list[str]:
    """The hosts of the links in a text, in order, none twice."""
    return list(dict.fromkeys(found[1].lower() for found in _LINK.finditer(text)))


def host_of(address: str) -> str:
    """The host that an address leads to, with or without its scheme; empty where it leads to no web page."""
    if _NO_PAGE.match(address):
        return ""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        return ""
    return host if parts.scheme in ("", "http", "https") and "." in host else ""


def is_suspicious(verdicts: list[LinkVerdict]) -> bool:
    """The worst of them, which comes first, is."""
    return bool(verdicts) and verdicts[0].verdict == "suspicious"


def _badness(verdict: LinkVerdict) -> int:
    return ("suspicious", "unknown", "official").index(verdict.verdict)
