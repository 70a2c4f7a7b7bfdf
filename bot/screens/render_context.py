"""Who looks at a screen: the library, the language and the local time that rendering needs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from typing import TypeVar

from bot.cards import formatting, zones
from bot.cards.zones import localise
from bot.content.fact import KINDS, Kind
from bot.content.languages import Language
from bot.content.library import Library
from bot.content.operator import Operator
from bot.screens import routes
from bot.screens.screen import Button, Row

Item = TypeVar("Item")


@dataclass(frozen=True)
class RenderContext:
    """Words in the person's language; `advice` is what they let the advisor remember,
    `left` the step of a guide at which they stopped."""

    library: Library
    language: Language
    advice: routes.AdvisorRoute | None = None
    left: routes.GuideRoute | None = None

    def say(self, key: str, **values: object) -> str:
        return self.library.interface.say(key, self.language, **values)

    def button(self, key: str, to: routes.Route) -> Button:
        return Button(self.say(key), to)

    @property
    def menu(self) -> Row:
        return (self.button("button.menu", routes.MenuRoute()),)

    @property
    def home(self) -> Button:
        """The menu, small, beside other buttons."""
        return self.button("button.home", routes.MenuRoute())

    @property
    def neither(self) -> Row:
        """Under a choice: none of these, and the menu."""
        return self.button("button.neither", routes.NeitherRoute()), self.home

    def operator(self, name: str | None) -> Operator | None:
        return self.library.operators.get(name) if name else None

    def operator_name(self, name: str) -> str:
        return self.library.operators[name].name[self.language]

    def speaking(self, language: Language) -> "RenderContext":
        return replace(self, language=language)


def as_kind(name: str | None, operator: Operator | None = None) -> Kind | None:
    """The kind of line that a route names, or the only one that its operator has."""
    for kind in KINDS:
        if kind == name:
            return kind
    return operator.only_kind if operator else None


@dataclass(frozen=True)
class UserClock:
    """`now` is aware; `zone` is the IANA name of the person's zone."""

    now: datetime
    zone: str

    @cached_property
    def local(self) -> datetime:
        """Now in the person's zone, aware."""
        return self.now.astimezone(zones.zone_info(self.zone))

    @property
    def wall(self) -> datetime:
        """Now as wall-clock time, naive."""
        return self.local.replace(tzinfo=None, fold=0)

    @property
    def today(self) -> date:
        return self.local.date()


def zone_label(zone: str, view: RenderContext) -> str:
    """What a zone is called: 巴黎, Paris."""
    return zones.label(zone, view.language, view.library.zones)


def said_moment(wall: datetime, zone: str, here: UserClock, view: RenderContext) -> str:
    """A wall-clock time with its weekday and zone: 12 月 15 日 星期二 09:00（巴黎时间）."""
    words = view.library.dates[view.language]
    return formatting.moment(localise(wall, zone), here.local, words, zone_label(zone, view))


def said_option(wall: datetime, zone: str, here: UserClock, view: RenderContext) -> str:
    """The same on a button: without the zone, which the text above names."""
    return formatting.moment(localise(wall, zone), here.local, view.library.dates[view.language])


def said_day(day: date, today: date, view: RenderContext) -> str:
    """A day in words, with its year where it is not this one."""
    return formatting.date(_noon(day), view.library.dates[view.language], with_year=day.year != today.year)


def said_left(day: date, today: date, view: RenderContext) -> str:
    """Days left until a day, or over since."""
    return formatting.left((day - today).days, view.library.dates[view.language])


def said_rule(rule: str, wall: datetime, view: RenderContext) -> str:
    """A repetition with its time of day."""
    return formatting.repeat(rule, view.library.dates[view.language], wall.time())


def _noon(day: date, zone: tzinfo = UTC) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=zone)


class Gone(LookupError):
    """The words that a route names are no longer in the library."""


def find(items: Mapping[str, Item], name: str) -> Item:
    """Return the item of that id. Gone where an editor has removed it."""
    try:
        return items[name]
    except KeyError:
        raise Gone(name) from None
