"""What stands in the words, counted."""

from collections import Counter
from dataclasses import dataclass

from bot.content.library import Library
from bot.content.topic import Act, Elsewhere, Symptom, Topic

_CONFIDENCES = ("high", "medium", "low", "none")
_TONGUES = ("zh-Hans", "zh-Hant", "en", "fr", "mixed")


@dataclass(frozen=True)
class FactCount:
    """Facts of one operator (or the rules): by confidence, and how many of them a person may see."""

    name: str
    confidences: Counter[str]
    shown: int
    checked: int

    @property
    def total(self) -> int:
        return self.confidences.total()


@dataclass(frozen=True)
class Report:
    """Counts for the one who runs the bot; `str()` is the report of `xufei check`."""

    items: dict[str, int]
    wordings: dict[str, Counter[str]]
    fewest: dict[str, tuple[int, str]]
    facts: tuple[FactCount, ...]
    screens: int = 0

    def __str__(self) -> str:
        return "\n".join([*self._items(), "", *self._wordings(), "", *self._facts()])

    def _items(self) -> list[str]:
        said = [f"{count} {name}" for name, count in self.items.items()]
        return [", ".join(said), f"{self.screens} screens drawn in four languages"]

    def _wordings(self) -> list[str]:
        rows = [_row("wordings", *_TONGUES, "all")]
        for kind, counts in self.wordings.items():
            rows.append(_row(kind, *(counts[tongue] for tongue in _TONGUES), counts.total()))
        fewest = ", ".join(f"{tongue} {n} ({topic})" for tongue, (n, topic) in self.fewest.items())
        return [*rows, f"fewest in a topic: {fewest}"]

    def _facts(self) -> list[str]:
        rows = [_row("facts", *_CONFIDENCES, "shown", "hidden", "checked")]
        for each in (*self.facts, _sum(self.facts)):
            by = [each.confidences[name] for name in _CONFIDENCES]
            rows.append(_row(each.name, *by, each.shown, each.total - each.shown, each.checked))
        return rows


def _row(name: str, *cells: object) -> str:
    return f"{name:<16}" + "".join(f"{cell!s:>9}" for cell in cells)


def _sum(facts: tuple[FactCount, ...]) -> FactCount:
    together: Counter[str] = Counter()
    for each in facts:
        together.update(each.confidences)
    return FactCount("all", together, sum(f.shown for f in facts), sum(f.checked for f in facts))


def report(library: Library, screens: int = 0) -> Report:
    """The counts of a library; `screens` is how many were drawn by whoever checked them."""
    return Report(_items(library), _wordings(library), _fewest(library), _facts(library), screens)


def _items(library: Library) -> dict[str, int]:
    return {
        "topics": len(library.topics),
        "symptoms": len(library.symptoms),
        "elsewhere": len(library.elsewhere),
        "acts": len(library.acts),
        "operators": len(library.operators),
        "rules": len(library.rules),
        "ways to renew": len(library.channels),
        "guides": sum(len(channel.guides) for channel in library.channels.values()),
        "steps": sum(len(steps) for way in library.channels.values() for steps in way.guides.values()),
        "kinds of card": len(library.cards),
        "trees": len(library.trees),
        "nodes": sum(len(tree.nodes) for tree in library.trees.values()),
        "phrases": len(library.phrases),
        "letters": len(library.letters),
        "glossary words": len(library.glossary),
    }


def _wordings(library: Library) -> dict[str, Counter[str]]:
    return {
        kind: sum((_by_tongue(form) for form in getattr(library, kind).values()), Counter[str]())
        for kind in ("topics", "symptoms", "elsewhere", "acts")
    }


def _by_tongue(form: Topic | Symptom | Elsewhere | Act) -> Counter[str]:
    return Counter({tongue: len(said) for tongue, said in form.wordings.by_language().items()})


def _fewest(library: Library) -> dict[str, tuple[int, str]]:
    return {
        tongue: min((_by_tongue(topic)[tongue], topic.id) for topic in library.topics.values())
        for tongue in ("zh-Hans", "en", "fr")
        if library.topics
    }


def _facts(library: Library) -> tuple[FactCount, ...]:
    shelves = {operator.id: operator.facts for operator in library.operators.values()}
    return tuple(
        FactCount(
            name,
            Counter(fact.confidence for fact in facts.values()),
            sum(fact.shown for fact in facts.values()),
            sum(fact.checked is not None for fact in facts.values()),
        )
        for name, facts in {"rules": library.rules, **shelves}.items()
    )
