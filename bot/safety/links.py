"""Is this link the operator's? By the host that it leads to, never by a word inside a name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from bot.safety.addresses import Address, address_of, addresses_in, registrable, suffix
from bot.safety.lookalikes import is_mixed, is_stuttered, resembled, skeleton

Verdict = Literal["official", "suspicious", "unknown"]

# Domains that only a state gives out.
_STATE = (".gouv.fr", ".gov", ".edu")
# Top-level domains of countries that are sold to everybody.
_SOLD = frozenset("co cc tk ml ga cf gq ws to me pw su sx sh bz vc ly tv ru cn in pk ng".split())
_GENERAL = ("com", "net", "org", "eu")
_SHORTEST, _LONG = 5, 8


@dataclass(frozen=True)
class Link:
    """An address by where it leads; `shown` is what a person sees instead: the words of a text link, the
    label of a button. None: they see the address."""

    address: str
    shown: str | None = None


@dataclass(frozen=True)
class LinkVerdict:
    """`owner` is whose host it is, or whose name it borrows (an operator's id; empty: another body);
    `reasons` are ids of sentences; `shown` the other host that the text shows."""

    host: str
    verdict: Verdict
    owner: str | None = None
    reasons: tuple[str, ...] = ()
    shown: str | None = None


class LinkChecker:
    """Knows the official hosts by owner, and what makes another one suspicious.

    `*.orange.fr` stands for the domain and all below it, `mobile.lebara.com/fr` for what lies below a path.
    `words` is `faq/safety/links.yaml`.
    """

    def __init__(
        self,
        hosts: Mapping[str, Iterable[str]],
        brands: Mapping[str, Iterable[str]],
        words: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        words = words or {}
        self._exact: dict[str, str] = {}
        self._below: dict[str, str] = {}
        self._paths: dict[str, tuple[str, str]] = {}
        for owner, names in hosts.items():
            for name in names:
                self._add(name, owner)
        self._common = frozenset(words.get("common") or ())
        self._company = frozenset(words.get("company") or ())
        self._strong = self._company - frozenset(words.get("weak") or ())
        self._shorteners = frozenset(words.get("shorteners") or ())
        self._hosting = tuple(words.get("hosting") or ())
        self._foreign = frozenset(words.get("foreign") or ())
        self._brands = dict(_names(brands)) | dict.fromkeys(words.get("names") or (), "")
        self._spellings = tuple(self._brands)

    def _add(self, name: str, owner: str) -> None:
        host, slash, path = name.partition("/")
        if slash:
            self._paths[host] = ("/" + path, owner)
        elif host.startswith("*."):
            self._below[host.removeprefix("*.")] = owner
        else:
            self._exact[host] = owner

    def owner(self, host: str, path: str = "") -> str | None:
        """Whose official host this is; None where nobody's, the empty id where it is no operator's."""
        host = host.lower().strip(".")
        for name in (host, host.removeprefix("www."), f"www.{host}"):
            if name in self._exact:
                return self._exact[name]
            begins, owner = self._paths.get(name, ("", ""))
            if begins and (path == begins or path.startswith((begins + "/", begins + "?"))):
                return owner
        return next((self._below[tail] for tail in _tails(host) if tail in self._below), None)

    def verdict(self, written: str, about: str = "") -> LinkVerdict | None:
        """The verdict on an address; None where it leads to no web page.

        `about` is the message around it: whoever names an operator there and links to a page that anybody may
        put up has a reason.
        """
        address = address_of(written)
        return self._judged(address, about) if address else None

    def judge(self, links: Iterable[Link], about: str = "") -> list[LinkVerdict]:
        """A verdict for each host that the links lead to, the worst first.

        What a text shows in place of where it leads is not judged by itself: nobody gets there.
        """
        verdicts: dict[str, LinkVerdict] = {}
        masks: set[str] = set()
        for link in sorted(links, key=lambda link: link.shown is None):
            address = address_of(link.address)
            if address is None or (link.shown is None and address.host in masks):
                continue
            verdict = self._unmasked(address, link.shown, about)
            masks |= {verdict.shown} if verdict.shown else set()
            verdicts[address.host] = min(verdicts.get(address.host, verdict), verdict, key=_badness)
        return sorted(verdicts.values(), key=_badness)

    def check(self, text: str) -> list[LinkVerdict]:
        """A verdict for each link in a text, the worst first, no host twice."""
        return self.judge((Link(address.written) for address in addresses_in(text)), text)

    def names_brand(self, text: str) -> bool:
        """Whether a folded text names an operator, or another body whose name false messages borrow."""
        return bool(self._named.search(text))

    @cached_property
    def _named(self) -> re.Pattern[str]:
        listed = "|".join(sorted(map(re.escape, self._brands), key=len, reverse=True))
        return re.compile(rf"(?<![a-z])(?:{listed})(?![a-z])" if listed else r"(?!)")

    def _unmasked(self, address: Address, shown: str | None, about: str) -> LinkVerdict:
        """The verdict on an address; suspicious where the text shows another one."""
        verdict = self._judged(address, about)
        hosts = [other.host for other in addresses_in(shown or "")]
        if not hosts or any(self._same(host, address) for host in hosts):
            return verdict
        owner = verdict.owner or self.owner(hosts[0])
        reasons = (*verdict.reasons, "shown")
        return replace(verdict, verdict="suspicious", owner=owner, reasons=reasons, shown=hosts[0])

    def _same(self, host: str, address: Address) -> bool:
        """Both lead to the same place: the same host, or two of one owner."""
        if host.removeprefix("www.") == address.host.removeprefix("www."):
            return True
        owner = self.owner(host)
        return bool(owner) and owner == self.owner(address.host, address.path)

    def _judged(self, address: Address, about: str) -> LinkVerdict:
        owner = self.owner(address.host, address.path)
        if owner is not None and not address.has_user:
            return LinkVerdict(address.host, "official", owner)
        found = dict(self._reasons(address, about))
        if not found:
            return LinkVerdict(address.host, "unknown")
        borrowed = next((whose for whose in found.values() if whose), None)
        return LinkVerdict(address.host, "suspicious", borrowed, tuple(found))

    def _reasons(self, address: Address, about: str) -> Iterator[tuple[str, str | None]]:
        """(reason, whose name it borrows) of an address that is nobody's we know."""
        if address.has_user:
            yield "userinfo", self._brand_in_text(address.written.split("@")[0])
        if address.is_ip:
            yield "ip", self._brand_in_text(address.path)
            return
        domain = registrable(address.host)
        if domain in self._shorteners or address.host in self._shorteners:
            yield "shortener", self._brand_in_text(address.path)
            return
        yield from self._alphabet(address)
        if self._is_hosted(address, about):
            yield "hosting", self._brand_in_text(address.host + address.path)
        known = address.host in self._paths or {domain, address.host} & self._foreign
        if known or address.host.endswith(_STATE) or self._is_elsewhere(domain):
            return
        yield from self._borrowed(address, domain)

    def _is_elsewhere(self, domain: str) -> bool:
        """A brand's own name in another country or in general: lebara.nl may be theirs, we don't know."""
        name, _, ending = domain.partition(".")
        last = ending.rsplit(".", 1)[-1]
        # lebarra is kept as people write it; nobody's site is called so.
        known = name in self._brands
        if known and any(is_stuttered(name, brand) for brand in self._brands):
            return False
        return known and (ending in _GENERAL or (len(last) == 2 and last not in _SOLD))

    def _alphabet(self, address: Address) -> Iterator[tuple[str, str | None]]:
        """Letters that are not what they seem."""
        if "xn--" in address.host:
            yield "punycode", self._brand_in_text(skeleton(address.spelt))
        if address.spelt.isascii():
            return
        plain = skeleton(address.spelt)
        owner = self.owner(plain)
        borrowed = owner if owner is not None else self._brand_in_host(plain)
        if is_mixed(address.spelt) or borrowed is not None:
            yield "confusable", borrowed

    def _is_hosted(self, address: Address, about: str) -> bool:
        """Below a host where anybody may put pages: of an official domain, or with a name of ours about."""
        site = next((site for site in self._hosting if _is_below(address.host, site)), None)
        if site is None:
            return False
        about = about.replace(address.written, " ")
        own = address.host.removesuffix(site)
        # Below an operator's own name people put up pages too; those that say what an operator says pretend.
        said = set(re.split(r"[^a-z]+", f"{own} {address.path}".lower()))
        if said & self._company and (self.names_brand(site) or self._lends_name(site)):
            return True
        telling = any(word in self._strong and len(word) > 3 for word in re.split(r"[^a-z]+", own))
        return telling or self.names_brand(f"{own} {address.path} {about}".lower())

    def _lends_name(self, site: str) -> bool:
        return any(_is_below(official.removeprefix("www."), site) for official in self._exact)

    def _borrowed(self, address: Address, domain: str) -> Iterator[tuple[str, str | None]]:
        """An official host, a brand, or something that looks like one, inside the name of another domain."""
        host = skeleton(address.spelt)
        if official := self._official_inside(host):
            yield "subdomain", official
            return
        if (owner := self._official_in_path(address.path)) is not None:
            yield "path", owner
        labels = [label for label in _without_suffix(host).split(".") if label and label != "www"]
        for label in labels:
            if (owner := self._brand_in_label(label, address)) is not None:
                yield "brand", owner
                return
        for label in labels:
            if (owner := self._lookalike(label, address)) is not None:
                yield "lookalike", owner
                return

    def _official_inside(self, host: str) -> str | None:
        """An official host as a part of another: free.fr.verif-compte.top, orange-fr.top."""
        for official, owner in {**self._exact, **self._below}.items():
            bare = official.removeprefix("www.")
            if bare.count(".") and re.search(rf"(?:^|[.-]){re.escape(bare)}[.-]", host):
                return owner
        return None

    def _official_in_path(self, path: str) -> str | None:
        for part in re.split(r"[/?&=#]+", path.lower()):
            if "." in part and (owner := self.owner(part.removeprefix("https:"))) is not None:
                return owner
        return None

    def _brand_in_label(self, label: str, address: Address) -> str | None:
        tokens = [token for token in re.split(r"[-_]", label) if token]
        squeezed = re.sub(r"[-_]", "", label)
        for brand, owner in self._brands.items():
            if squeezed == brand:
                return owner
            if brand in tokens:
                others = [token for token in tokens if token != brand]
                if brand not in self._common or self._has_company(others, address, label):
                    return owner
            elif self._is_within(squeezed, brand, owner) or any(
                self._is_compound(token, brand) for token in {squeezed, *tokens}
            ):
                return owner
        return None

    def _is_within(self, squeezed: str, brand: str, owner: str) -> bool:
        """The brand inside a longer name, and too long to stand there by chance."""
        known = len(brand) >= (_SHORTEST if brand == owner else _LONG)
        return known and brand not in self._common and brand in squeezed

    def _is_compound(self, squeezed: str, brand: str) -> bool:
        """The brand with words of an operator glued to it: freemobile, espacesfr."""
        if len(brand) < 3 or not (squeezed.startswith(brand) or squeezed.endswith(brand)):
            return False
        rest = squeezed.removeprefix(brand) if squeezed.startswith(brand) else squeezed.removesuffix(brand)
        rest = rest.strip("0123456789")
        company = self._strong if brand in self._common else self._company
        cuts = range(2, len(rest) - 1)
        return (
            not rest
            or rest in company
            or any(rest[:cut] in self._company and rest[cut:] in self._company for cut in cuts)
        )

    def _has_company(self, others: Sequence[str], address: Address, label: str) -> bool:
        host = _without_suffix(address.host).replace(label, " ", 1)
        around = re.split(r"[^a-z]+", f"{host} {address.path.lower()}")
        return any(word in self._strong for word in [*others, *around])

    def _lookalike(self, label: str, address: Address) -> str | None:
        tokens = [token for token in re.split(r"[-_]", label) if token]
        for token in dict.fromkeys([*tokens, re.sub(r"[-_]", "", label)]):
            brand = resembled(token, self._spellings)
            if brand is None:
                continue
            others = [other for other in tokens if other != token]
            odd = any(map(str.isdigit, token)) or brand not in self._common or is_stuttered(token, brand)
            if odd or self._has_company(others, address, label):
                return self._brands[brand]
        return None

    def _brand_in_text(self, text: str) -> str | None:
        found = self._named.search(text.lower())
        return self._brands[found[0]] if found else None

    def _brand_in_host(self, host: str) -> str | None:
        for token in re.split(r"[.\-_]", _without_suffix(host)):
            if token in self._brands:
                return self._brands[token]
        return None


def _names(brands: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Each name that may stand in a host, and whose it is: ids and aliases of small Latin letters."""
    for owner, names in brands.items():
        for name in names:
            if re.fullmatch(r"[a-z0-9-]{3,}", name):
                yield name, owner
                yield name.replace("-", ""), owner


def _tails(host: str) -> Iterator[str]:
    parts = host.split(".")
    return (".".join(parts[index:]) for index in range(len(parts)))


def _is_below(host: str, site: str) -> bool:
    return host == site or host.endswith("." + site)


def _without_suffix(host: str) -> str:
    ending = suffix(host) or host.rsplit(".", 1)[-1]
    return host.removesuffix("." + ending)


def _badness(verdict: LinkVerdict) -> int:
    return ("suspicious", "unknown", "official").index(verdict.verdict)
