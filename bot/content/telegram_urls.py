"""Which addresses Telegram accepts in links and buttons, and how it writes them back."""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple

_SCHEME = re.compile(r"([^:/?#@\[\]]*)://")
_OWN_SCHEMES = re.compile(r"(tg|ton|tonsite):(?://)?", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9.\-_!$,~*'();&+=\u0080-\U0010ffff]|%[0-9a-f]{2})+")
_USER = re.compile(r"tg:(?://)?user/?\?(?:.*&)?id=(\d{1,19})(?:&.*)?", re.IGNORECASE)
# Names that no public resolver knows: Telegram's servers refuse them in buttons.
_PRIVATE_NAMES = (".local", ".localhost", ".internal", ".invalid", ".test", ".example")


class LinkError(ValueError):
    """An address that Telegram refuses; the message is Telegram's reason."""


class _Address(NamedTuple):
    scheme: str
    userinfo: str
    host: str
    port: int
    query: str
    is_ipv6: bool


def linked_user(link: str) -> int | None:
    """The person's id in `tg://user?id=…`, else None."""
    found = _USER.fullmatch(link)
    return int(found[1]) if found else None


def checked_link(link: str) -> str:
    """`link` as Telegram writes it back (`orange.fr` -> `http://orange.fr/`).

    Raises LinkError with Telegram's reason.
    """
    own = _OWN_SCHEMES.match(link)
    address = _read(link[own.end() :] if own else link)
    if own:
        return _own_link(own[1].lower(), link[own.end() :], address)
    if "." not in address.host and not address.is_ipv6:
        raise LinkError("Wrong HTTP URL")
    userinfo = f"{address.userinfo}@" if address.userinfo else ""
    port = f":{address.port}" if address.port else ""
    return f"{address.scheme}://{userinfo}{address.host}{port}{address.query}"


def is_public(link: str) -> bool:
    """Whether the host of a checked link could be resolved by Telegram's servers."""
    host = _read(link).host.rstrip(".")
    return ".." not in host and not host.startswith(".") and not host.endswith(_PRIVATE_NAMES)


def _own_link(scheme: str, rest: str, address: _Address) -> str:
    if rest.lower().startswith("http://") or address.scheme == "https" or address.userinfo or address.port:
        raise LinkError("Wrong tg URL" if scheme == "tg" else "Wrong ton URL")
    allowed = r"[a-z0-9_.\-]+" if scheme == "tonsite" else r"[a-z0-9_\-]+"
    if not re.fullmatch(allowed, address.host):
        raise LinkError("Unallowed characters in URL host")
    query = address.query
    return f"{scheme}://{address.host}{query[1:] if query.startswith('/?') else query}"


def _read(link: str) -> _Address:
    scheme, rest = "http", link
    if found := _SCHEME.match(link):
        scheme, rest = found[1].lower(), link[found.end() :]
        if scheme not in ("http", "https"):
            raise LinkError("Unsupported URL protocol")
    cut = re.search(r"[/?#]", rest)
    authority, query = (rest[: cut.start()], rest[cut.start() :]) if cut else (rest, "")
    authority, port = _split_port(authority)
    userinfo, _, host = authority.rpartition("@")
    is_ipv6 = host.startswith("[") and host.endswith("]")
    _check_host(host.lower(), is_ipv6)
    return _Address(scheme, userinfo, host.lower(), port, _written(query), is_ipv6)


def _split_port(authority: str) -> tuple[str, int]:
    found = re.fullmatch(r"(.+):([^:\]@]*)", authority, re.DOTALL)
    if not found:
        return authority, 0
    digits = found[2]
    port = int(digits) if digits.isascii() and digits.isdigit() else 0
    if not 0 < port < 65536:
        raise LinkError("Wrong port number specified in the URL")
    return found[1], port


def _check_host(host: str, is_ipv6: bool) -> None:
    if is_ipv6:
        try:
            ipaddress.IPv6Address(host[1:-1])
        except ValueError:
            raise LinkError("Wrong IPv6 address specified in the URL") from None
        return
    if not host:
        raise LinkError("URL host is empty")
    if host == ".":
        raise LinkError("Host is invalid")
    if not _HOST.fullmatch(host):
        raise LinkError("Wrong percent-encoded symbol in URL host" if "%" in host else "Wrong URL host")


def _written(query: str) -> str:
    query = query.rstrip(" \t\r\n\0\v")
    if not query.startswith("/"):
        query = "/" + query
    return "".join(f"%{ord(sign):02X}" if sign <= " " else sign for sign in query)
