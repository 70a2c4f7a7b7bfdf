"""Read a line: when it means, how it repeats, and the words that are left."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from bot.remind.clues import Clues
from bot.remind.fold import fold, fold_text
from bot.remind.place_times import UNKNOWN
from bot.remind.problem import Problem
from bot.remind.resolve import Verdict, resolve
from bot.remind.rest import rest
from bot.remind.scan import bare_duration, scan
from bot.remind.tokens import tokenize
from bot.remind.tongue import tongue

__all__ = ["LONGEST", "Problem", "Reading", "read"]

LONGEST: Final = 1000
"""Characters of a line that are looked at for a date."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says.

    `moment` is aware and in the zone of now, `rule` an RFC 5545 value without `RRULE:`, `text` the reminder's
    words. Where `problem` is set, `moment` and `rule` are None and `options` are moments worth a button each.
    """

    moment: datetime | None
    rule: str | None
    text: str
    problem: Problem | None = None
    options: tuple[datetime, ...] = ()


def read(phrase: str, now: datetime, language: str | None = None) -> Reading:
    """Read a line in Chinese, English or French or a mixture.

    `now` is aware and in the person's zone (ValueError else); `language` (zh-Hans, en, …) decides how a line
    is read that has no words of its own, such as 03/04. Never raises for any line.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    head, tail = phrase[:LONGEST], phrase[LONGEST:]
    folded = fold(head)
    speech = tongue(head, folded.text, language)
    tokens = tokenize(folded.text)
    found = scan(tokens, speech)
    if found.groups == (Clues(),):
        found = bare_duration(tokens) or found
    verdict = _agreed([_in_zone(group, now, speech) for group in found.groups])
    spans = found.spans if verdict.problem is not Problem.NO_DATE else ()
    return Reading(
        verdict.moment, verdict.rule, rest(head, folded, spans) + tail, verdict.problem, verdict.options
    )


def _agreed(verdicts: list[Verdict]) -> Verdict:
    """One verdict; two dates are asked about unless they are the same moment."""
    if len(verdicts) == 1 or len({(v.moment, v.rule, v.problem) for v in verdicts}) == 1:
        return verdicts[0]
    moments = {m for v in verdicts for m in ((v.moment,) if v.moment else v.options)}
    return Verdict(problem=Problem.TWO_DATES, options=tuple(sorted(moments)))


def _in_zone(clues: Clues, now: datetime, speech: str | None) -> Verdict:
    """A time of another place (北京时间9点) is read there and given in the person's zone."""
    if clues.zone and clues.zone.startswith(UNKNOWN):
        return _unknown_place(clues, now, speech)
    zone = _zone(clues.zone)
    there = now.astimezone(zone) if zone else now
    verdict = resolve(clues, there, speech)
    if zone is None or (verdict.moment is None and not verdict.options):
        return verdict
    options = tuple(option.astimezone(now.tzinfo) for option in verdict.options)
    if verdict.moment is None:
        return replace(verdict, options=options)
    moment = verdict.moment.astimezone(now.tzinfo)
    if verdict.rule and moment.utcoffset() != verdict.moment.utcoffset():
        return Verdict(problem=Problem.AMBIGUOUS, options=(moment,))
    return replace(verdict, moment=moment)


def _unknown_place(clues: Clues, now: datetime, speech: str | None) -> Verdict:
    """A place that we don't know is the person's own if its zone is called so; else it is asked about."""
    verdict = resolve(clues, now, speech)
    own = fold_text(str(getattr(now.tzinfo, "key", "")).rpartition("/")[2]).replace("_", " ")
    if clues.zone == UNKNOWN + own or verdict.moment is None:
        return verdict
    return Verdict(problem=Problem.AMBIGUOUS, options=(verdict.moment,))


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    if name[0] in "+-":
        hours, minutes = int(name[1:3]), int(name[4:6])
        if hours > 14 or minutes > 59:
            return None
        shift = timedelta(hours=hours, minutes=minutes)
        return timezone(shift if name[0] == "+" else -shift)
    return UTC if name == "UTC" else ZoneInfo(name)
