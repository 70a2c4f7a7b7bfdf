"""Names that are recognised in questions belong to one thing only."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from bot.content.problem import Problem
from bot.content.traditional import simplified
from bot.lint.checked_words import Path, Words


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Letters, digits and Simplified characters only; no case, no accents, no spaces."""
    decomposed = unicodedata.normalize("NFKD", simplified(text)).casefold()
    return "".join(char for char in decomposed if char.isalnum())


def aliases(words: Words) -> Iterator[tuple[str, Path, str]]:
    """Every name: its file, its path, itself."""
    for folder in ("operators", "channels", "cards"):
        for name, form in getattr(words.library, folder).items():
            for index, alias in enumerate(form.aliases):
                yield f"{folder}/{name}.yaml", ("aliases", index), alias


def aliases_are_single(words: Words) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for file, path, alias in aliases(words):
        key = f"{file.split('/')[0]}:{folded(alias)}"
        owner = owners.setdefault(key, file)
        if owner != file:
            yield words.error(file, path, f"the name '{alias}' belongs to {owner} too")


def guarded_names_are_aliases(words: Words) -> Iterator[Problem]:
    for operator in words.library.operators.values():
        own = {folded(alias) for alias in operator.aliases}
        for index, name in enumerate(operator.guarded):
            if folded(name) not in own:
                message = f"'{name}' guards nothing: it is no alias"
                yield words.error(f"operators/{operator.id}.yaml", ("guarded", index), message)
