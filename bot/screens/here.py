"""When and where a person is, and moments in their words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property

from bot.cards import formatting, zones
from bot.cards.zones import localise
from bot.screens.view import View


@dataclass(frozen=True)
class Here:
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


def zone_label(zone: str, view: View) -> str:
    """What a zone is called: 巴黎, Paris."""
    return zones.label(zone, view.language, view.library.zones)


def said_moment(wall: datetime, zone: str, here: Here, view: View) -> str:
    """A wall-clock time with its weekday and zone: 12 月 15 日 星期二 09:00（巴黎时间）."""
    words = view.library.dates[view.language]
    return formatting.moment(localise(wall, zone), here.local, words, zone_label(zone, view))


def said_option(wall: datetime, zone: str, here: Here, view: View) -> str:
    """The same on a button: without the zone, which the text above names."""
    return formatting.moment(localise(wall, zone), here.local, view.library.dates[view.language])


def said_day(day: date, today: date, view: View) -> str:
    """A day in words, with its year where it is not this one."""
    return formatting.date(_noon(day), view.library.dates[view.language], with_year=day.year != today.year)


def said_left(day: date, today: date, view: View) -> str:
    """Days left until a day, or over since."""
    return formatting.left((day - today).days, view.library.dates[view.language])


def said_rule(rule: str, wall: datetime, view: View) -> str:
    """A repetition with its time of day."""
    return formatting.repeat(rule, view.library.dates[view.language], wall.time())


def _noon(day: date, zone: tzinfo = UTC) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=zone)
