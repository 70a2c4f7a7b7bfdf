"""Addresses that a person may tap: official ones only. Sources are exempt, they say where a fact is from."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.content import markup
from bot.content.form import did_you_mean
from bot.content.languages import LANGUAGES
from bot.content.operator import PAGES
from bot.content.problem import Problem
from bot.lint.context import Words
from bot.lint.interface import path, tongues

# Telegram makes a link of any bare name like lebara.fr.
_BARE = re.compile(
    r"(?<![\w.@*-])((?:[a-z0-9-]+\.)+(?:fr|com|org|net|eu|io|app|me|cn|info|shop|store|mobi|be|uk|de))(?![\w-])",
    re.I,
)
_CODE = re.compile(r"<(code|pre)>.*?</\1>", re.S)


def matches(host: str, allowed: str) -> bool:
    """`*.orange.fr` allows orange.fr and all below it."""
    if allowed.startswith("*."):
        return host == allowed[2:] or host.endswith(allowed[1:])
    return host == allowed or host == f"www.{allowed}"


def hosts(text: str) -> list[str]:
    """Every host that Telegram would make tappable in a text."""
    linked = [urlsplit(url).hostname or url for url in markup.links(text)]
    return list(dict.fromkeys([*linked, *(name.lower() for name in _BARE.findall(_CODE.sub("", text)))]))


def links_are_official(words: Words) -> Iterator[Problem]:
    official = [*words.library.official]
    official += [host for operator in words.library.operators.values() for host in operator.hosts]
    for said in words.texts():
        for language in LANGUAGES:
            for host in hosts(said.text[language]):
                if not any(matches(host, allowed) for allowed in official):
                    hint = did_you_mean(host, official)
                    message = f"{said.key}.{language}: '{host}' is no official host{hint}"
                    yield words.error(said.file, (*said.path, language), message)
    for file, key, sentence in _interface(words):
        for host in hosts(sentence):
            if not any(matches(host, allowed) for allowed in official):
                yield words.error(file, path(key), f"'{key}': '{host}' is no official host")


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
            host = urlsplit(url).hostname or ""
            if not url.startswith("https://"):
                yield words.error(file, ("pages", name), f"'{url}' must begin with https://")
            elif not any(matches(host, allowed) for allowed in operator.hosts):
                yield words.error(file, ("pages", name), f"'{host}' is none of this operator's hosts")
