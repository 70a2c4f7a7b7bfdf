"""Lists of cue words from `faq/cues.yaml`, found in a normalized utterance."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from bot.match.normalize import Normalizer, Token

_SPLIT = re.compile(r"\s*,\s*")
_Tree = dict[str, "_Tree"]
"""Characters by which phrases go on; an empty one where a phrase ends."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def words_of(value: Any) -> list[str]:
    """All words below a value of `cues.yaml`: lists, mappings, `a, b, c`."""
    if isinstance(value, Mapping):
        return [word for part in value.values() for word in words_of(part)]
    if isinstance(value, str):
        return [word for word in _SPLIT.split(value) if word]
    return (
        [word for part in value for word in words_of(part)] if isinstance(value, Iterable) else [str(value)]
    )


def joined(tokens: Sequence[Token]) -> str:
    """Tokens as one line with single spaces, as phrases are looked for."""
    return " ".join(token.text for token in tokens)


class Phrases:
    """One list: Latin phrases match whole words, Chinese ones anywhere, the longest first."""

    def __init__(self, value: Any, normalizer: Normalizer) -> None:
        folded = {joined(normalizer.tokens(word)) for word in words_of(value)} - {""}
        self._pattern = _pattern(folded)
        self._any = re.compile(self._pattern)

    @cached_property
    def _tail(self) -> re.Pattern[str]:
        """Few lists are looked for at an end, and each pattern takes its time to make."""
        return re.compile(rf"{self._pattern}\s*$")

    def inside(self, text: str) -> bool:
        return self._any.search(text) is not None

    def first(self, text: str) -> int | None:
        """Where the first of them begins."""
        found = self._any.search(text)
        return found.start() if found else None

    def spans(self, text: str) -> list[re.Match[str]]:
        """Where each of them stands."""
        return list(self._any.finditer(text))

    def at_end(self, text: str) -> bool:
        return self._tail.search(text) is not None

    def after(self, text: str) -> str | None:
        """What follows one of them at the head of a text; None where none stands there."""
        found = self._any.match(text, len(text) - len(text.lstrip()))
        return text[found.end() :].lstrip() if found else None

    def without_heads(self, text: str) -> str:
        """The text without any of them at its head, however many."""
        while (rest := self.after(text)) is not None and rest != text:
            text = rest
        return text

    def without_tails(self, text: str) -> str:
        while found := self._tail.search(text):
            text = text[: found.start()].rstrip()
        return text

    def replaced(self, text: str, instead: str) -> str:
        return self._any.sub(instead, text)

    def parts(self, text: str) -> list[str]:
        """What stands between them."""
        return [part.strip() for part in self._any.split(text) if part.strip()]

    def removed(self, text: str) -> str:
        """The text without any of them anywhere, in single spaces."""
        return " ".join(self._any.sub(" ", text).split())


def _pattern(phrases: Iterable[str]) -> str:
    """One pattern of all, the longest first: Chinese may stand inside a run, a Latin word not inside another.

    Phrases with the same beginning share it, and each begins with a plain character: Python's search then
    passes over all others at once, which takes a tenth of the time of a list of alternatives.
    """
    tree: _Tree = {}
    for phrase in phrases:
        node = tree
        for sign in phrase:
            node = node.setdefault(sign, {})
        node[""] = {}
    branches = []
    for sign in sorted(tree):
        whole_word = "" if _CHINESE.match(sign) else rf"(?<![a-z0-9]{re.escape(sign)})"
        branches.append(re.escape(sign) + whole_word + _rest(sign, tree[sign]))
    return f"(?:{'|'.join(branches)})" if branches else r"(?!)"


def _rest(sign: str, node: _Tree) -> str:
    """What may follow `sign`: longer phrases before the one that ends here."""
    branches = [re.escape(each) + _rest(each, node[each]) for each in sorted(node) if each]
    if "" in node:
        branches.append("" if _CHINESE.match(sign) else r"(?![a-z0-9])")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
