"""What those who run the bot are told of its work: figures in words, facts by age. Nobody's text."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.content.fact import Fact
from bot.content.languages import LANGUAGES
from bot.content.markup import escape, plain
from bot.content.operator import Operator
from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.screen import Screen, lines

_TOPICS, _GUIDES, _FACTS = 5, 4, 12
_OUTCOMES = ("answer", "choose", "none")
_LONGEST = 90


@dataclass(frozen=True)
class Figures:
    """`counts` by kind and name, as the counters have them; `verdicts` by (topic, verdict)."""

    days: int
    counts: Counter[tuple[str, str]]
    verdicts: Counter[tuple[str, str]]
    reminders_sent: int
    reminders_late: int
    open_questions: int
    open_times: int

    def named(self, kind: str) -> Counter[str]:
        """The names of one kind with their counts."""
        return Counter({name: count for (of, name), count in self.counts.items() if of == kind})


def stats(figures: Figures, view: RenderContext) -> Screen:
    """Thirty days in words."""
    parts = [
        f"<b>{view.say('stats.title', days=figures.days)}</b>",
        *_questions(figures, view),
        *_topics(figures, view),
        *_guides(figures, view),
        view.say("stats.reminders", sent=figures.reminders_sent, late=figures.reminders_late),
        *_feedback(figures, view),
        _humans(figures, view),
        view.say("stats.unanswered", count=figures.open_questions, times=figures.open_times),
    ]
    return Screen(
        lines(*parts), ((view.button("stats.see_unanswered", routes.UnansweredRoute()),), view.menu)
    )


def _questions(figures: Figures, view: RenderContext) -> Iterator[str]:
    asked = figures.named("outcome")
    known = {outcome: asked[outcome] for outcome in _OUTCOMES}
    yield view.say("stats.questions", total=sum(known.values()), **known)
    for language in LANGUAGES:
        own = {outcome: figures.counts["language", f"{language}/{outcome}"] for outcome in _OUTCOMES}
        if total := sum(own.values()):
            spoken = view.library.interface.say("language.name", language)
            yield view.say(
                "stats.language", spoken=spoken, total=total, share=round(100 * own["answer"] / total)
            )


def _topics(figures: Figures, view: RenderContext) -> Iterator[str]:
    asked = [
        (name, count) for name, count in figures.named("topic").most_common() if name in view.library.topics
    ]
    if asked:
        yield f"<b>{view.say('stats.topics')}</b>"
        yield from (
            view.say("stats.topic", topic=view.library.topics[name].title[view.language], count=count)
            for name, count in asked[:_TOPICS]
        )


def _guides(figures: Figures, view: RenderContext) -> Iterator[str]:
    """Each guide: begun, finished, and the step behind which most are lost."""
    seen = figures.named("guide")
    begun = Counter({name: seen[f"{name}/first"] for name in view.library.channels})
    walked = [(name, count) for name, count in begun.most_common(_GUIDES) if count]
    if walked:
        yield f"<b>{view.say('stats.guides')}</b>"
    for name, count in walked:
        channel = view.library.channels[name]
        finished = seen[f"{name}/end"]
        title = channel.title[view.language]
        reached = [count, *(seen[f"{name}/{step.id}"] for step in channel.guide(None)[1:]), finished]
        lost = [before - after for before, after in itertools.pairwise(reached)]
        worst = max(range(len(lost)), key=lambda at: lost[at]) if lost else 0
        key = "stats.guide_stop" if lost and lost[worst] > 0 else "stats.guide"
        number = {"number": worst + 1} if key == "stats.guide_stop" else {}
        yield view.say(key, guide=title, begun=count, finished=finished, **number)


def _feedback(figures: Figures, view: RenderContext) -> Iterator[str]:
    said: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    for (topic, verdict), count in figures.verdicts.items():
        said["helped" if verdict == "helped" else "not"] += count
        bad[topic] += 0 if verdict == "helped" else count
    yield view.say("stats.feedback", helped=said["helped"], unhelpful=said["not"])
    worst = [name for name, count in bad.most_common(3) if count and name in view.library.topics]
    if worst:
        titles = " · ".join(view.library.topics[name].title[view.language] for name in worst)
        yield view.say("stats.worst", topics=titles)


def _humans(figures: Figures, view: RenderContext) -> str:
    asked, sent = figures.named("human").total(), figures.named("handoff").total()
    return view.say("stats.humans", asked=asked, sent=sent)


@dataclass(frozen=True)
class AgedFact:
    """A fact with its operator (None: it holds for all), its age in days, and how often it was called old."""

    fact: Fact
    operator: Operator | None
    days: int
    called_outdated: int


def aged(verdicts: Counter[tuple[str, str]], today: date, view: RenderContext) -> list[AgedFact]:
    """All facts, those called outdated first, then the oldest."""
    called = {topic: count for (topic, verdict), count in verdicts.items() if verdict == "outdated"}
    owned: list[tuple[Operator | None, Fact]] = [(None, rule) for rule in view.library.rules.values()]
    owned += [
        (operator, fact) for operator in view.library.operators.values() for fact in operator.facts.values()
    ]
    found = [
        AgedFact(
            fact,
            operator,
            (today - (fact.checked or fact.noted)).days,
            sum(called.get(topic, 0) for topic in fact.topics),
        )
        for operator, fact in owned
        if fact.shown
    ]
    return sorted(found, key=lambda each: (-each.called_outdated, -each.days))


def stale(facts: Sequence[AgedFact], view: RenderContext) -> Screen:
    """The facts that are to be looked up again first."""
    shown = [
        view.say(
            "stats.fact",
            days=each.days,
            taps=each.called_outdated,
            operator=each.operator.name[view.language] if each.operator else view.say("stats.everybody"),
            text=escape(plain(each.fact.text[view.language])[:_LONGEST]),
        )
        for each in facts[:_FACTS]
    ]
    return Screen(lines(f"<b>{view.say('stats.stale', total=len(facts))}</b>", *shown), (view.menu,))
