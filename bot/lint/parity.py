"""All languages of a text have the same lines: the same steps, rules, codes and links."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from bot.content import markup, quoted
from bot.content.languages import LANGUAGES
from bot.content.problem import Problem
from bot.lint.checked_words import Words

_CODE = re.compile(r"<code>(.*?)</code>", re.S)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_MARK = re.compile(r"\s*(?:(?P<bullet>[•\-])|(?P<step>\d+)\.)\s")


def same_parts(words: Words) -> Iterator[Problem]:
    """Each language against Chinese."""
    for said in words.texts():
        for what, of in _PARTS.items():
            ours = of(said.text["zh-Hans"])
            for language in LANGUAGES[1:]:
                theirs = of(said.text[language])
                if difference := _difference(ours, theirs, by_script=language == "zh-Hant"):
                    message = f"{said.key}: {what} differ between zh-Hans and {language}: {difference}"
                    yield words.error(said.file, (*said.path, language), message)


def lines(text: str) -> list[str]:
    """How each line begins: a step's number, a bullet, a quoted fact, or just words."""
    return [_kind(line) for line in text.splitlines() if line.strip()]


def _kind(line: str) -> str:
    mark = _MARK.match(line)
    lead = f"{mark['step']}." if mark and mark["step"] else "•" if mark else ""
    return lead + "{fact}" if quoted.LINE.match(line) else lead or "words"


def codes(text: str) -> list[str]:
    """What stands in <code>, each once: a language may say a code again where grammar wants it."""
    return sorted(set(_CODE.findall(text)))


def links(text: str) -> list[str]:
    return sorted(markup.links(text))


_PARTS: dict[str, Callable[[str], list[str]]] = {
    "lines": lines,
    "quoted facts": quoted.names,
    "codes": codes,
    "links": links,
}


def _difference(ours: list[str], theirs: list[str], by_script: bool) -> str:
    """What differs, as words; nothing where only Chinese words differ between its two scripts."""
    if by_script:
        ours, theirs = ([part for part in parts if not _CHINESE.search(part)] for parts in (ours, theirs))
    if ours == theirs:
        return ""
    missing, more = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    said = [f"without {_listed(missing)}"] if missing else []
    said += [f"with {_listed(more)}"] if more else []
    return "; ".join(said) or "in another order"


def _listed(found: Counter[str]) -> str:
    return ", ".join(f"{n} × {name}" if n > 1 else name for name, n in found.items())
