"""Read a line: when it means, how it repeats, and the words that are left."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from bot.content.plain_text import normalize, normalize_text
from bot.content.time_zones import TimeZones
from bot.dates.clarification import Clarification
from bot.dates.constraints import Constraints
from bot.dates.extract import bare_duration, extract
from bot.dates.line_language import line_language
from bot.dates.place_names import UNKNOWN
from bot.dates.remainder import remainder
from bot.dates.resolve import Resolution, resolve
from bot.dates.tokens import tokenize

NO_ZONES: Final = TimeZones()
LONGEST: Final = 200
"""Characters of the plain text that are looked at for a date."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says.

    `moment` is aware and in the zone of now, `rule` an RFC 5545 value without `RRULE:`, `text` the reminder's
    words. Where `problem` is set, `moment` and `rule` are None and `options` are moments worth a button each.
    """

    moment: datetime | None
    rule: str | None
    text: str
    problem: Clarification | None = None
    options: tuple[datetime, ...] = ()


def read(phrase: str, now: datetime, language: str | None = None, zones: TimeZones = NO_ZONES) -> Reading:
    """Read a line in Chinese, English or French or a mixture.

    `now` is aware and in the person's zone (ValueError else); `language` (zh-Hans, en, …) decides how a line
    is read that has no words of its own, such as 03/04; `zones` are the places whose time may be named
    (北京时间). Never raises for any line.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    normalized = normalize(phrase, LONGEST)
    head, tail = phrase[: normalized.origin[-1]], phrase[normalized.origin[-1] :]
    speech = line_language(head, normalized.text, language)
    tokens = tokenize(normalized.text, zones.in_phrases)
    found = extract(tokens, speech)
    groups = tuple(_of_script(group, head) for group in found.groups)
    found = replace(found, groups=groups)
    if found.groups == (Constraints(),):
        found = bare_duration(tokens) or found
    resolution = _agreed([_in_zone(group, now, speech) for group in found.groups])
    spans = found.spans if resolution.problem is not Clarification.NO_DATE else ()
    return Reading(
        resolution.moment,
        resolution.rule,
        remainder(head, normalized, spans) + tail,
        resolution.problem,
        resolution.options,
    )


def _of_script(constraints: Constraints, line: str) -> Constraints:
    """國慶 in traditional characters may be the mainland's or Taiwan's."""
    either = constraints.holiday == "china_day" and "國慶" in line and "中國" not in line
    return replace(constraints, holiday="china_or_taiwan_day") if either else constraints


def _agreed(resolutions: list[Resolution]) -> Resolution:
    """One resolution; two dates are asked about unless they are the same moment."""
    if len(resolutions) == 1 or len({(v.moment, v.rule, v.problem) for v in resolutions}) == 1:
        return resolutions[0]
    moments = {m for v in resolutions for m in ((v.moment,) if v.moment else v.options)}
    return Resolution(problem=Clarification.TWO_DATES, options=tuple(sorted(moments)))


def _in_zone(constraints: Constraints, now: datetime, speech: str | None) -> Resolution:
    """A time of another place (北京时间9点) is read there and given in the person's zone."""
    if constraints.zone and constraints.zone.startswith(UNKNOWN):
        return _unknown_place(constraints, now, speech)
    zone = _zone(constraints.zone)
    there = now.astimezone(zone) if zone else now
    resolution = resolve(constraints, there, speech)
    if zone is None or (resolution.moment is None and not resolution.options):
        return resolution
    options = tuple(option.astimezone(now.tzinfo) for option in resolution.options)
    if resolution.moment is None:
        return replace(resolution, options=options)
    moment = resolution.moment.astimezone(now.tzinfo)
    if resolution.rule and moment.utcoffset() != resolution.moment.utcoffset():
        return Resolution(problem=Clarification.AMBIGUOUS, options=(moment,))
    return replace(resolution, moment=moment)


def _unknown_place(constraints: Constraints, now: datetime, speech: str | None) -> Resolution:
    """A place that we don't know is the person's own if its zone is called so; else it is asked about."""
    resolution = resolve(constraints, now, speech)
    own = normalize_text(str(getattr(now.tzinfo, "key", "")).rpartition("/")[2]).replace("_", " ")
    if constraints.zone == UNKNOWN + own or resolution.moment is None:
        return resolution
    return Resolution(problem=Clarification.AMBIGUOUS, options=(resolution.moment,))


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


def when_json(
    phrase: str, now: datetime, language: str | None = None, zones: TimeZones = NO_ZONES
) -> dict[str, str | None]:
    """{"phrase", "moment" (local ISO 8601 with offset), "rrule", "text", "error"}; now is aware."""
    reading = read(phrase, now, language, zones)
    return {
        "phrase": phrase,
        "moment": reading.moment.isoformat(timespec="seconds") if reading.moment else None,
        "rrule": reading.rule,
        "text": reading.text,
        "error": reading.problem.value if reading.problem else None,
    }
