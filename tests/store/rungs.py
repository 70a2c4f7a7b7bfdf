"""A ladder to set in tests."""

from datetime import datetime

from bot.store.rungs import Rung

PARIS = "Europe/Paris"


def rung(days: int, end: str = "2026-12-12") -> Rung:
    """At 09:00, so many days before the end of the plan."""
    wall = datetime.fromisoformat(end).replace(hour=9)
    return Rung(f"plan_end:{days}:{end}", wall.fromordinal(wall.toordinal() - days).replace(hour=9), PARIS)


LADDER = [rung(days) for days in (14, 7, 3, 1, 0)]
