"""Every button that a changed client may forge, with every id of somebody else: nothing changes or shows."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import MISSING, fields
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select

from bot.knowledge import KnowledgeBase
from bot.screens import routes
from bot.screens.routes import Route
from bot.settings import load
from bot.store.tables import cards, conversations, invites, members, people, reminders, renewals
from tests.auxil.local import Person
from tests.end_to_end.dayzero import Day, at_day_zero
from tests.end_to_end.test_cards import added
from tests.end_to_end.test_sharing import invite
from tests.store.conftest import postgres

__all__ = ["postgres"]

ROUTES = [
    kind
    for kind in vars(routes).values()
    if isinstance(kind, type) and issubclass(kind, Route) and kind is not Route
]
# Those that name something by its id.
IDS = {"card", "renewal", "reminder", "person", "token"}
KINDS = [
    kind
    for kind in ROUTES
    if IDS & {field.name for field in fields(kind)} and kind is not routes.CardKindRoute
]
OWNER, FRIEND, STRANGER = 1, 2, 3
# What the stranger must never read.
SECRETS = ("Mum’s card", "ring the notary", "2026-12-12")
# What the fields of a route that are no ids may hold.
OTHERS: dict[str, tuple[Any, ...]] = {
    "what": ("plan", "topup", "time", "text"),
    "day": ("2026-12-30", "-"),
    "on": (0, 1),
    "sure": (0, 1),
    "invite": (0, 1),
    "how": ("1h", "tomorrow"),
    "days": (7,),
    "month": (None, "2026-12"),
    "person": (OWNER, FRIEND, STRANGER),
    "wall": ("202612150900",),
    "token": ("AAAAAAAAAAAAAAAAAAAAAA",),
    "draft": ("x",),
    "keep": (0, 1),
}
TYPED = ("30 December 2026", "12.50", "another name")


@pytest.fixture(params=["sqlite", "postgresql"])
async def day(request: pytest.FixtureRequest, tmp_path: Path, knowledge: KnowledgeBase) -> AsyncIterator[Day]:
    given = {"DATA_DIR": str(tmp_path), "PORT": "0"}
    if request.param == "postgresql":
        given["DATABASE_URL"] = request.getfixturevalue("postgres")
    async with at_day_zero(load(given, Path("/nonexistent/.env")), knowledge) as begun:
        yield begun


async def rows(day: Day, table: Table) -> list[tuple[Any, ...]]:
    async with day.local.services.database.reading() as connection:
        return sorted((tuple(row) for row in await connection.execute(select(table))), key=repr)


async def of_others(day: Day) -> dict[str, list[tuple[Any, ...]]]:
    """All that is kept, but for what the stranger's own taps leave."""
    owned = (cards, renewals, members, invites, reminders)
    kept = {table.name: await rows(day, table) for table in owned}
    personal = {table: table.c.id if table is people else table.c.person for table in (people, conversations)}
    for table, user in personal.items():
        async with day.local.services.database.reading() as connection:
            found = await connection.execute(select(table).where(user != STRANGER))
            kept[table.name] = sorted((tuple(row) for row in found), key=repr)
    return kept


def forged(ids: dict[str, tuple[Any, ...]]) -> Iterator[Route]:
    """Every route that carries an id, with each of these ids and each of its other values."""
    for kind in KINDS:
        own = fields(kind)
        values = [
            ids.get(field.name)
            or OTHERS.get(field.name)
            or ((None,) if field.default is MISSING else (field.default,))
            for field in own
        ]
        for chosen in product(*values):
            yield kind(*chosen)


async def filled(day: Day) -> dict[str, tuple[Any, ...]]:
    """The owner's card, renewal, reminders and a friend who shares; the stranger's own card and renewal."""
    owner = await added(day, OWNER)
    token = await invite(owner)
    await day.person(FRIEND).ask(f"/start {token}")
    await owner.hear()
    await owner.ask("/remind on 15 December ring the notary")
    await owner.tap("✓")
    stranger = await added(day, STRANGER, "13 December")
    services = day.local.services
    own = (await services.cards.of(STRANGER))[0]
    await services.cards.change(own.id, STRANGER, nickname="Mine")
    theirs = (await services.cards.of(OWNER))[0]
    now, today = services.now(), services.now().date()
    renewal = [await services.cards.renew(theirs.id, OWNER, today, theirs.plan_end, 990, now)]
    await services.cards.renew(own.id, STRANGER, today, own.plan_end, 990, now)
    typed = [each.id for each in await services.reminders.of(OWNER)]
    rungs = [each.id for each in await services.reminders.rungs(theirs.id, OWNER)]
    assert typed and rungs and stranger.messages
    return {
        "card": (theirs.id, own.id),
        "renewal": tuple(renewal),
        "reminder": (typed[0], rungs[0]),
    }


async def tried(stranger: Person, route: Route) -> str:
    """All that the stranger reads after a forged tap and a typed line."""
    message = await stranger.ask("/help")
    seen = [str(await stranger.tap_data(route.pack(), message)), str(stranger.toast)]
    seen += [str(await stranger.ask(line)) for line in TYPED[:1]]
    return "\n".join(seen)


@pytest.mark.slow
async def test_no_forged_button_changes_or_shows_what_is_somebody_elses(day: Day) -> None:
    ids = await filled(day)
    stranger = day.person(STRANGER)
    mine = ids["card"][1]
    before = _without(await of_others(day))
    routes = [route for route in forged(ids) if not _is_own(route, mine)]
    assert {type(route) for route in routes} == set(KINDS)
    for route in routes:
        read = await tried(stranger, route)
        assert not [secret for secret in SECRETS if secret in read], route
        assert _without(await of_others(day)) == before, route


def _is_own(route: Route, card: int) -> bool:
    """A route that names nothing of anybody else."""
    others = {"renewal", "reminder", "person"} & {field.name for field in fields(route)}
    return getattr(route, "card", None) == card and not others


def _without(kept: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """All rows but those of the stranger's own cards and reminders: a tap may make them."""
    left = dict(kept)
    owner, number = list(cards.c).index(cards.c.owner), list(cards.c).index(cards.c.id)
    own = {row[number] for row in kept["cards"] if row[owner] == STRANGER}
    left["cards"] = [row for row in kept["cards"] if row[owner] != STRANGER]
    for table in (renewals, reminders):
        of, by = list(table.c).index(table.c.card), list(table.c).index(table.c.person)
        rows = kept[table.name]
        left[table.name] = [
            row for row in rows if row[of] not in own and (row[of] is not None or row[by] != STRANGER)
        ]
    return left
