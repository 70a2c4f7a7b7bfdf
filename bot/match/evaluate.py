"""How well questions are understood: pure figures from findings and labelled rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.match.finding import Finding

_BINS = 10
_FIGURES = ("right", "within_three", "answered_right", "answered_wrong", "asked", "declined")


@dataclass(frozen=True)
class Labelled:
    """A question with what a person says it means; `topic` None where it is to be declined.

    `language` is the language of its frame, or "mixed"; `also` are topics that would do as well.
    """

    question: str
    language: str
    topic: str | None
    also: tuple[str, ...] = ()
    operator: str | None = None

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Labelled":
        return cls(
            row["question"], row["language"], row["topic"], tuple(row.get("also") or ()), row.get("operator")
        )

    def meant(self, topic: str | None) -> bool:
        return topic is not None and (topic == self.topic or topic in self.also)


@dataclass
class GroupCounts:
    """Counts over one group of questions in scope."""

    asked_of: int = 0
    right: int = 0
    within_three: int = 0
    answered_right: int = 0
    answered_wrong: int = 0
    asked: int = 0
    declined: int = 0

    def add(self, row: Labelled, finding: Finding) -> None:
        best = [topic for topic, _ in finding.candidates[:3]]
        answered = finding.outcome == "answer"
        self.asked_of += 1
        self.right += bool(best) and row.meant(best[0])
        self.within_three += any(map(row.meant, best))
        self.answered_right += answered and row.meant(finding.topic)
        self.answered_wrong += answered and not row.meant(finding.topic)
        self.asked += finding.outcome == "choose"
        self.declined += finding.outcome == "none"

    def shares(self) -> dict[str, float]:
        """Each count as a share 0..1 of the group, and the group's size as `questions`."""
        size = max(self.asked_of, 1)
        return {
            "questions": self.asked_of,
            **{name: round(getattr(self, name) / size, 4) for name in _FIGURES},
        }


@dataclass(frozen=True)
class Evaluation:
    """All shares are 0..1. `calibration` rows are (lowest score, questions, mean score, share right)."""

    overall: dict[str, float]
    languages: dict[str, dict[str, float]]
    topics: dict[str, dict[str, float]]
    foreign: dict[str, float]
    operator: float | None
    reply_language: float | None
    confusions: list[tuple[str, str, int]]
    calibration: list[tuple[float, int, float, float]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def evaluate(rows: Sequence[Labelled], findings: Sequence[Finding]) -> Evaluation:
    """ValueError where the two differ in length."""
    pairs = list(zip(rows, findings, strict=True))
    in_scope = [(row, finding) for row, finding in pairs if row.topic is not None]
    overall, languages, topics = (
        GroupCounts(),
        defaultdict[str, GroupCounts](GroupCounts),
        defaultdict[str, GroupCounts](GroupCounts),
    )
    for row, finding in in_scope:
        for tally in (overall, languages[row.language], topics[str(row.topic)]):
            tally.add(row, finding)
    return Evaluation(
        overall.shares(),
        {name: languages[name].shares() for name in sorted(languages)},
        {name: topics[name].shares() for name in sorted(topics)},
        _out_of_scope([finding for row, finding in pairs if row.topic is None]),
        _share(finding.operator == row.operator for row, finding in pairs if row.operator),
        _share(finding.language == row.language for row, finding in pairs if row.language != "mixed"),
        _confusions(in_scope),
        _calibration(in_scope),
    )


def _out_of_scope(findings: list[Finding]) -> dict[str, float]:
    size = max(len(findings), 1)
    outcomes = Counter(finding.outcome for finding in findings)
    names = (("answered", "answer"), ("asked", "choose"), ("declined", "none"))
    return {"questions": len(findings), **{name: round(outcomes[o] / size, 4) for name, o in names}}  # type: ignore[index]


def _share(truths: Iterable[bool]) -> float | None:
    known = list(truths)
    return round(sum(known) / len(known), 4) if known else None


def _confusions(in_scope: list[tuple[Labelled, Finding]]) -> list[tuple[str, str, int]]:
    """(meant, first candidate, how often), most often first."""
    pairs = Counter(
        (str(row.topic), finding.candidates[0][0])
        for row, finding in in_scope
        if finding.candidates and not row.meant(finding.candidates[0][0])
    )
    return [(*pair, count) for pair, count in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))]


def _calibration(in_scope: list[tuple[Labelled, Finding]]) -> list[tuple[float, int, float, float]]:
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for row, finding in in_scope:
        if finding.candidates:
            topic, score = finding.candidates[0]
            bins[min(int(score * _BINS), _BINS - 1)].append((score, row.meant(topic)))
    return [
        (
            low / _BINS,
            len(its),
            round(sum(score for score, _ in its) / len(its), 4),
            round(sum(right for _, right in its) / len(its), 4),
        )
        for low, its in sorted(bins.items())
    ]


def figures(report: Mapping[str, Any]) -> dict[str, float]:
    """Figures of a report as JSON by dotted name: `overall.right`, `foreign.answered`, `dialogues.turns` …"""
    if "dialogues" in report:
        return {
            f"{group}.{name}": its["right"]
            for group, shares in report.items()
            for name, its in shares.items()
        }
    flat = {name: report[name] for name in ("operator", "reply_language") if report.get(name) is not None}
    for group in ("overall", "foreign"):
        flat.update({f"{group}.{name}": value for name, value in report[group].items()})
    for group in ("languages", "topics"):
        for key, shares in report[group].items():
            flat.update({f"{group}.{key}.{name}": value for name, value in shares.items()})
    return flat


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, float, float]]:
    """(name, before, after) of every figure of two reports' JSON that changed."""
    old, new = figures(before), figures(after)
    return [(name, old[name], new[name]) for name in new if name in old and old[name] != new[name]]


# Where less is better, a floor is a ceiling.
_CEILINGS = ("answered_wrong", "declined", "asked")


def below(floors: Mapping[str, float], report: Mapping[str, Any]) -> list[tuple[str, float, float | None]]:
    """(name, bound, value) of every figure that misses its bound; of `foreign`, `answered` is a ceiling."""
    values = figures(report)
    missed = []
    for name, bound in floors.items():
        value = values.get(name)
        last = name.rsplit(".", 1)[-1]
        foreign = name.startswith("foreign.")
        ceiling = last == "answered" if foreign else last in _CEILINGS
        if value is None or (value > bound if ceiling else value < bound):
            missed.append((name, bound, value))
    return missed
