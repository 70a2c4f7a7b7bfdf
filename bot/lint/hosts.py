"""Addresses that a person may tap: official ones only. Sources are exempt, they say where a fact is from."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.content import markup
from bot.content.form import did_you_mean
from bot.content.languages import LANGUAGES
from bot.content.operator import PAGES
from bot.content.problem import Problem
from bot.lint.checked_words import Words
from bot.lint.interface_texts import path, tongues
from bot.safety.links import LinkChecker

# Telegram makes a link of any bare name like lebara.fr.
_BARE = re.compile(
    r"(?<![\w.@*-])((?:[a-z0-9-]+\.)+(?:fr|com|org|net|eu|io|app|me|cn|info|shop|store|mobi|be|uk|de)"
    r"(?:/[a-z0-9_./-]*[a-z0-9])?)(?![a-z0-9_-])",
    re.I,
)
_CODE = re.compile(r"<(code|pre)>.*?</\1>", re.S)


def addresses(text: str) -> list[str]:
    """Every address that Telegram would make tappable in a text: its host, and its path where it has one."""
    linked = [_address(url) for url in markup.links(text)]
    return list(dict.fromkeys([*linked, *(name.lower() for name in _BARE.findall(_CODE.sub("", text)))]))


def _address(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}{parts.path.rstrip('/')}" if parts.hostname else url


def is_official(address: str, checker: LinkChecker) -> bool:
    """By the same patterns as a link that a person sends: `*.orange.fr`, `mobile.lebara.com/fr`."""
    host, slash, rest = address.partition("/")
    return checker.owner(host, slash + rest) is not None


def _official(words: Words) -> LinkChecker:
    operators = words.library.operators.values()
    return LinkChecker({"": words.library.official, **{each.id: each.hosts for each in operators}}, {})


def links_are_official(words: Words) -> Iterator[Problem]:
    checker = _official(words)
    known = [*words.library.official]
    known += [host for operator in words.library.operators.values() for host in operator.hosts]
    for said in words.texts():
        for language in LANGUAGES:
            for address in addresses(said.text[language]):
                if not is_official(address, checker):
                    host = address.partition("/")[0]
                    message = (
                        f"{said.key}.{language}: '{host}' is no official host{did_you_mean(host, known)}"
                    )
                    yield words.error(said.file, (*said.path, language), message)
    for file, key, sentence in _interface(words):
        for address in addresses(sentence):
            if not is_official(address, checker):
                message = f"'{key}': '{address.partition('/')[0]}' is no official host"
                yield words.error(file, path(key), message)


def _interface(words: Words) -> Iterator[tuple[str, str, str]]:
    """Every sentence of the bot itself: its file, its key."""
    for folder, said in tongues(words):
        for language in LANGUAGES if folder == "interface" else ():
            for key, sentence in said[language].items():
                yield f"{folder}/{language}.yaml", key, sentence


def pages_are_the_operators_own(words: Words) -> Iterator[Problem]:
    for operator in words.library.operators.values():
        file = f"operators/{operator.id}.yaml"
        if "site" not in operator.pages:
            yield words.error(file, ("pages",), "'site' is missing: the page that others fall back to")
        for name, url in operator.pages.items():
            if name not in PAGES:
                hint = did_you_mean(name, list(PAGES))
                yield words.error(file, ("pages", name), f"no page is called '{name}'{hint}")
            own = LinkChecker({operator.id: operator.hosts}, {})
            if not url.startswith("https://"):
                yield words.error(file, ("pages", name), f"'{url}' must begin with https://")
            elif not is_official(_address(url), own):
                host = urlsplit(url).hostname or ""
                yield words.error(file, ("pages", name), f"'{host}' is none of this operator's hosts")
