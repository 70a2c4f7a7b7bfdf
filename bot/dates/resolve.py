"""From all constraints of a line to a moment, a repetition, or a question."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from bot.cards.recurrence import occurrences
from bot.cards.zones import localise
from bot.dates.amounts import Inexact, measure, shift
from bot.dates.clarification import Clarification, Days, NeedsClarification
from bot.dates.constraints import Constraints
from bot.dates.days import days
from bot.dates.hours import DAY, DEFAULT, TODAY_OFFERS, NoSuchTime, Times, times
from bot.dates.repeat import Repeat, one_period_on, repeat

_MOST_OPTIONS: Final = 4
FARTHEST_YEARS: Final = 30
"""A year further away is a slip, and asked about."""
EVENING_OFFERS: Final = (17 * 60, 18 * 60, 20 * 60)


@dataclass(frozen=True, slots=True)
class Resolution:
    """A moment (aware, in the zone of now) and rule, or a problem and moments to choose from."""

    moment: datetime | None = None
    rule: str | None = None
    problem: Clarification | None = None
    options: tuple[datetime, ...] = ()


def resolve(constraints: Constraints, now: datetime, language: str | None) -> Resolution:
    """What the constraints of one group mean; never raises."""
    try:
        found = _Resolver(constraints, now, language).resolution()
    except OverflowError:
        return Resolution(problem=Clarification.TOO_FAR)
    except (NoSuchTime, ValueError):
        return Resolution(problem=Clarification.IMPOSSIBLE)
    if found.moment is not None and found.moment.year > now.year + FARTHEST_YEARS:
        return Resolution(problem=Clarification.TOO_FAR)
    near = tuple(option for option in found.options if option.year <= now.year + FARTHEST_YEARS)
    return replace(found, options=near)


class _Resolver:
    def __init__(self, constraints: Constraints, now: datetime, language: str | None) -> None:
        self.constraints, self.now, self.language = constraints, now, language
        self.today = now.date()
        self.instant = now.astimezone(
            UTC
        )  # two times of one zone are compared by wall clock, these by moment

    def resolution(self) -> Resolution:
        """The moment or the question."""
        try:
            if asked := self._flagged():
                return asked
            if self.constraints.every:
                return self._repeated(times(self.constraints, self.language))
            if any(a.unit in ("second", "minute", "hour") for a in self.constraints.after):
                return self._from_now()
            found = times(self.constraints, self.language)
            if not self.constraints.dated and (
                not self.constraints.shift or "past" in self.constraints.flags
            ):
                return self._time_alone(found)
            return self._dated(days(self.constraints, self.today, self.language), found)
        except NeedsClarification as ask:
            return self._ask(ask.problem, self._at(ask.days))

    def _flagged(self) -> Resolution | None:
        flags = self.constraints.flags
        if "impossible" in flags:
            return Resolution(problem=Clarification.IMPOSSIBLE)
        if flags & {"lunar", "times", "holiday"}:
            return Resolution(problem=Clarification.VAGUE)
        if "two" in flags:
            return self._ask(
                Clarification.TWO_DATES, self._at([self.today + timedelta(days=n) for n in (1, 2)])
            )
        if "doubt" in flags or ("except" in flags and self.constraints.every):
            return self._ask(Clarification.AMBIGUOUS, self._once())
        if "needs_time" in flags and self.constraints.clock is None:
            day = days(self.constraints, self.today, self.language).dates[0]
            minutes = (
                times(self.constraints, self.language).minutes if self.constraints.part else EVENING_OFFERS
            )
            return self._ask(Clarification.NEEDS_TIME, [self._moment(day, m) for m in minutes])
        return None

    def _once(self) -> list[datetime]:
        """The moment of a doubtful repetition as it would be without repeating, where it names a day."""
        once = replace(self.constraints, every=None, flags=frozenset())
        if "thing" not in self.constraints.flags or not once.dated:
            return []
        try:
            return self._at(days(once, self.today, self.language).dates[:1])
        except NeedsClarification:
            return []

    def _moment(self, day: date, minutes: int) -> datetime:
        wall = datetime.combine(shift(day, 0, minutes // DAY), datetime.min.time())
        return localise(wall + timedelta(minutes=minutes % DAY), self.now.tzinfo or UTC)

    def _at(self, dates: Iterable[date]) -> list[datetime]:
        """The days at the time said, 09:00 without one."""
        found = times(self.constraints, self.language)
        minutes = (DEFAULT,) if found.asked else found.minutes
        return [self._moment(day, m) for day in dates for m in minutes]

    def _ask(self, problem: Clarification, moments: Iterable[datetime]) -> Resolution:
        ahead = sorted({m for m in moments if m > self.instant})
        return Resolution(problem=problem, options=tuple(ahead[:_MOST_OPTIONS]))

    def _from_now(self) -> Resolution:
        """Hours and minutes count from now, to the second."""
        if self.constraints.clock or len(self.constraints.after) == 0:
            return Resolution(problem=Clarification.TWO_DATES)
        others = replace(self.constraints, after=(), part=None)
        if others.dated:
            return Resolution(problem=Clarification.TWO_DATES)
        try:
            months, more, seconds = measure(self.constraints.after)
        except Inexact:
            return Resolution(problem=Clarification.VAGUE)
        wall = self.now.replace(tzinfo=None, fold=0)
        there = datetime.combine(shift(wall.date(), months, more), wall.time())
        start = localise(there, self.now.tzinfo or UTC) if months or more else self.now
        moment = (start.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(self.now.tzinfo)
        return Resolution(moment) if moment > self.instant else Resolution(problem=Clarification.NEEDS_TIME)

    def _time_alone(self, found: Times) -> Resolution:
        constraints = self.constraints
        if constraints.clock is None and constraints.part is None:
            for flag, problem in (
                ("past", Clarification.PAST),
                ("open", Clarification.VAGUE),
                ("vague", Clarification.VAGUE),
            ):
                if flag in constraints.flags:
                    return Resolution(problem=problem)
            return Resolution(problem=Clarification.NO_DATE)
        if "past" in constraints.flags:
            return Resolution(problem=Clarification.PAST)
        both = (self.today, self.today + timedelta(days=1))
        if found.asked:
            return self._ask(
                Clarification.NEEDS_TIME, [self._moment(d, m) for d in both for m in found.minutes]
            )
        return self._next_time(found, both)

    def _next_time(self, found: Times, both: tuple[date, date]) -> Resolution:
        """A time without a day: the next one; 9 o'clock when nine has passed may be tonight's."""
        said = [self._moment(d, m) for d in both for m in found.minutes]
        ahead = sorted({m for m in said if m > self.instant})
        if len({m % DAY for m in found.minutes}) == 1 and not found.loose:
            return self._opened(ahead[0])
        today = [m for m in ahead if m.date() == self.today]
        if not found.loose:
            return self._ask(Clarification.AMBIGUOUS, ahead)
        if len(found.minutes) == 1:
            evening = self._moment(self.today, found.minutes[0] + DAY // 2)
            if today or evening <= self.instant:
                return self._opened(ahead[0])
            return self._ask(Clarification.AMBIGUOUS, [evening, ahead[0]])
        return self._opened(today[0]) if len(today) == 1 else self._ask(Clarification.AMBIGUOUS, ahead)

    def _opened(self, moment: datetime) -> Resolution:
        """A moment, unless it is only said that it should be before or after it."""
        if "open" not in self.constraints.flags:
            return Resolution(moment)
        other = timedelta(days=1 if "later" in self.constraints.flags else -1)
        beside = localise(moment.replace(tzinfo=None) + other, self.now.tzinfo or UTC)
        return self._ask(Clarification.AMBIGUOUS, [beside, moment])

    def _dated(self, found: Days, time: Times) -> Resolution:
        dates = found.dates
        if not found.sought:
            return self._fixed(dates[0], time)
        ahead = {
            next((m for d in dates if (m := self._moment(d, minutes)) > self.instant), None)
            for minutes in time.minutes
        }
        moments = sorted(m for m in ahead if m)
        if time.asked:
            return self._ask(Clarification.NEEDS_TIME, moments)
        if len(moments) == 1:
            return self._opened(moments[0])
        return self._ask(Clarification.AMBIGUOUS if moments else Clarification.PAST, moments)

    def _fixed(self, day: date, time: Times) -> Resolution:
        ahead = [m for minutes in time.minutes if (m := self._moment(day, minutes)) > self.instant]
        if time.asked and ahead:
            return self._ask(Clarification.NEEDS_TIME, ahead)
        if len(ahead) == 1:
            return self._opened(ahead[0])
        if ahead:
            return self._ask(Clarification.AMBIGUOUS, ahead)
        if day == self.today and time.default:
            return self._ask(Clarification.NEEDS_TIME, [self._moment(day, h * 60) for h in TODAY_OFFERS])
        later = (
            [self._moment(day, m + DAY // 2) for m in time.minutes]
            if time.loose and day == self.today
            else []
        )
        return self._ask(Clarification.PAST, later)

    def _repeated(self, found: Times) -> Resolution:
        series = repeat(self.constraints, self.today, self.language)
        if found.asked:
            day = series.start or shift(self.today, 0, 1)
            return self._ask(Clarification.NEEDS_TIME, [self._moment(day, m) for m in found.minutes])
        minutes = {m % DAY if series.unit == "day" else m for m in found.minutes}
        firsts = [self._first(series, m, found) for m in sorted(minutes)]
        if len(firsts) > 1 or max(minutes) >= DAY or "open" in self.constraints.flags:
            return self._ask(Clarification.AMBIGUOUS, firsts)
        if firsts[0] <= self.instant:
            return Resolution(problem=Clarification.PAST)
        return Resolution(firsts[0], series.rule)

    def _first(self, series: Repeat, minutes: int, found: Times) -> datetime:
        """The first time: at the start named, the next occurrence of its anchor, or one period from now."""
        if series.unit in ("hour", "minute") and series.start is None:
            if found.default:
                seconds = series.number * (3600 if series.unit == "hour" else 60)
                return (self.now.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(self.now.tzinfo)
            return next(
                m for n in (0, 1) if (m := self._moment(shift(self.today, 0, n), minutes)) > self.instant
            )
        daily_time = series.unit == "day" and series.number == 1 and not found.default
        if not series.anchored and not daily_time:
            return self._moment(one_period_on(self.today, series.number, series.unit), minutes)
        start = series.start or self.today
        return self._from(series, start, minutes, found)

    def _from(self, series: Repeat, start: date, minutes: int, found: Times) -> datetime:
        if "=" not in series.base.partition(";")[2]:
            moment = self._moment(start, minutes)
            late = moment <= self.instant and (series.start is None or series.start == self.today)
            return self._moment(one_period_on(start, series.number, series.unit), minutes) if late else moment
        anchor = datetime.combine(start, datetime.min.time()) + timedelta(minutes=minutes)
        for wall in occurrences(series.base, anchor):
            if (moment := localise(wall, self.now.tzinfo or UTC)) > self.instant:
                return moment
        raise NeedsClarification(Clarification.IMPOSSIBLE)  # no year has such a day
