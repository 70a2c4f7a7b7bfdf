"""Web addresses as they stand in messages, disguised or not; nothing is ever fetched."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from bot.safety.character_folding import LONGEST

if TYPE_CHECKING:
    from tldextract import TLDExtract

# Letters of alphabets that look alike (Latin, Greek, Cyrillic, Armenian, Georgian, Cherokee): a host in a
# sentence of Chinese ends where these end.
_LETTER = (
    r"a-z0-9\u00aa-\u02ff\u0370-\u058f\u10d0-\u10ff\u13a0-\u13ff"
    r"\u1d00-\u1fff\u2c60-\u2cff\ua640-\ua7ff\uab30-\uabbf"
)
_LABEL = rf"[{_LETTER}](?:[{_LETTER}_-]{{0,61}}[{_LETTER}])?"
_END = r"\s<>\"“”«»，。；！？、（）【】「」"
_ADDRESS = re.compile(
    rf"https?:/{{1,3}}[^{_END}]{{1,2000}}"
    rf"|(?<![{_LETTER}@.\-_/])(?:[^{_END}@/:,;()]{{1,64}}@)?(?:{_LABEL}\.){{1,8}}"
    rf"(?:xn--[a-z0-9-]{{2,59}}|[{_LETTER}]{{2,24}})"
    rf"(?![{_LETTER}_-])(?::\d{{2,5}})?(?:[/?#][^{_END}]{{0,2000}})?"
    r"|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])(?:[:/][^\s]{0,200})?",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):/{0,3}", re.IGNORECASE)
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|\d{8,10}|0x[0-9a-f]{6,8}|\[[0-9a-f:.]+\]")
_DEFANGED = re.compile(r"\[\.\]|\(\.\)|\[dot\]|\(dot\)|\[point\]|\(point\)", re.IGNORECASE)
_RESERVED = ("example", "test", "invalid")
# A sentence that goes on without a space looks like a host of these.
_WORDS = frozenset(
    "me so is it be at to in no my am us la de et no tu il en or as do by ma se sa id pm na".split()
)
# Whoever sends more of them in one message waits for no verdict on each.
_MOST = 50
_TRAILING = ".,;:!?)'\"*_>]}"


@dataclass(frozen=True)
class Address:
    """One address: `host` in lower case, its labels decoded from punycode in `spelt`; `path` with query."""

    written: str
    host: str
    spelt: str
    path: str
    has_user: bool

    @property
    def is_ip(self) -> bool:
        return bool(_IP.fullmatch(self.host))


def undisguised(text: str) -> str:
    """The text as a browser would take its addresses: half width, without what is not seen, cut at 4,096."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])[:LONGEST]
    plain = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    plain = re.sub(r"\bhxxp(s?)://", r"http\1://", plain, flags=re.IGNORECASE)
    return _DEFANGED.sub(".", plain)


def addresses_in(text: str) -> list[Address]:
    """The addresses that stand in a text, in order, none twice."""
    plain = undisguised(text)
    found: dict[str, Address] = {}
    for written in islice(_ADDRESS.finditer(plain), _MOST):
        whole = _cut(written[0].rstrip(_TRAILING))
        address = address_of(whole)
        if address and (whole.lower().startswith("http") or _is_meant(whole, address)):
            found.setdefault(address.written, address)
    return list(found.values())


def _cut(written: str) -> str:
    """Without the sentence that follows a bare host with no space between: mobile.free.fr.Merci."""
    before, _, last = written.rpartition(".")
    goes_on = last[:1].isupper() and last[1:].islower() and "." in before and not re.search(r"[/:]", written)
    return before if goes_on and suffix(before) and not suffix(written.lower()) else written


def _is_meant(written: str, address: Address) -> bool:
    """No mail address, no version, no two sentences without a space between."""
    if "@" in written.split("/")[0]:
        return "." in written.split("@")[0] and ("/" in written or "?" in written)
    if address.is_ip:
        return True
    last = address.host.rsplit(".", 1)[-1]
    if address.path or last in _RESERVED:
        return True
    if not suffix(address.host):
        return False
    sentence = written.rsplit(".", 1)[-1][:1].isupper() and not written.isupper()
    return not sentence and not (last in _WORDS and address.host.count(".") == 1 and "-" not in address.host)


def address_of(written: str) -> Address | None:
    """Where an address leads, with or without its scheme; None where it leads to no web page."""
    written = written.strip()
    scheme = _SCHEME.match(written)
    if scheme and scheme[1].lower() not in ("http", "https") and "." not in scheme[1]:
        return None
    rest = written[scheme.end() :] if scheme and "." not in scheme[1] else written
    authority = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    path = unquote(rest[len(authority) :])
    user, _, place = authority.rpartition("@")
    host = place if place.startswith("[") else place.split(":")[0]
    host = unicodedata.normalize("NFKC", unquote(host)).lower().strip(".")
    if not host or ("." not in host and not _IP.fullmatch(host)):
        return None
    return Address(written, host, spelt(host), "" if path == "/" else path, bool(user))


@cache
def _extract() -> "TLDExtract":
    from tldextract import TLDExtract  # a third of a second, and not every message has an address

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(1024)
def suffix(host: str) -> str:
    """The public suffix of a host (fr, co.uk), from the list that comes with tldextract; empty where none."""
    return _extract()(host).suffix


@lru_cache(1024)
def registrable(host: str) -> str:
    """The part of a host that somebody registered: orange.fr of boutique.orange.fr."""
    found = _extract()(host)
    return (
        f"{found.domain}.{found.suffix}" if found.domain and found.suffix else ".".join(host.split(".")[-2:])
    )


def spelt(host: str) -> str:
    """The host with its punycode labels as they are shown; a broken one stays."""
    return ".".join(_decoded(label) for label in host.split("."))


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label
