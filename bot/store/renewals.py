"""Renewals as rows: noted, corrected later, taken back. What was told besides is never touched."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cards.card import Renewal, with_top_up, without_top_up
from bot.cards.deadlines import TopUp
from bot.store.tables import cards, renewals

Values = dict[str, Any]
# What a renewal of an earlier version wrote, which did not note it.
_LEGACY = ("credit_end", "number_death")


def packed_top_ups(top_ups: tuple[TopUp, ...]) -> str:
    """Top-ups as 2026-11-20=1000, comma-separated."""
    return ",".join(f"{each.day}={'' if each.amount is None else int(each.amount * 100)}" for each in top_ups)


def as_top_ups(packed: str) -> tuple[TopUp, ...]:
    """The top-ups of a packed text."""
    parts = (each.partition("=") for each in packed.split(",") if each)
    return tuple(
        TopUp(date.fromisoformat(day), as_euros(int(cents) if cents else None)) for day, _, cents in parts
    )


def as_euros(cents: int | None) -> Decimal | None:
    """Euros of cents, None of None."""
    return None if cents is None else Decimal(cents) / 100


def as_renewal(row: Row[Any]) -> Renewal:
    """The Renewal of a row."""
    end = date.fromisoformat(row.plan_end) if row.plan_end else None
    return Renewal(row.id, row.card, row.person, date.fromisoformat(row.day), end, row.cents)


async def note(
    connection: AsyncConnection,
    card: Row[Any],
    person: int,
    day: date,
    new: Values,
    cents: int | None,
    now: datetime,
) -> int:
    """Note a renewal and give the card its new values; the renewal's id.

    `new` are packed values of the card; those of None change nothing, so that nothing told is dropped.
    """
    values = {name: value for name, value in new.items() if value is not None}
    last = max(filter(None, (card.last_topup, day.isoformat())))
    values |= {"last_topup": last}
    if card.used_up:
        values["used_up"] = None
    if card.cycle_days and (card.cycle_last or "") < day.isoformat():
        values["cycle_last"] = day.isoformat()
    before = {name: card._mapping[name] for name in values}
    top_ups = with_top_up(as_top_ups(card.topups), TopUp(day, as_euros(cents)))
    await _write(connection, card.id, values | {"topups": packed_top_ups(top_ups)})
    row = {"card": card.id, "person": person, "day": day.isoformat(), "cents": cents, "created": now}
    row |= {"plan_end": new.get("plan_end"), "before": json.dumps(before), "after": json.dumps(values)}
    made = await connection.execute(insert(renewals).values(**row).returning(renewals.c.id))
    return int(made.scalar_one())


async def correct(connection: AsyncConnection, card: Row[Any], renewal: Row[Any], values: Values) -> None:
    """Another `day`, `plan_end` or `cents` (packed) of a renewal; the card follows where it took it."""
    before, after = json.loads(renewal.before), after_of(renewal)
    change: Values = {}
    if "day" in values or "cents" in values:
        change["topups"] = _corrected_top_ups(card, renewal, values)
    if "day" in values:
        change |= await _last_top_up(connection, card, {renewal.id: values["day"]})
    if "plan_end" in values and await _is_newest(connection, renewal):
        _set_end(card, before, after, values["plan_end"], change)
    noted = values | {"before": json.dumps(before), "after": json.dumps(after)}
    await connection.execute(update(renewals).where(renewals.c.id == renewal.id).values(**noted))
    await _write(connection, card.id, change)


def _set_end(card: Row[Any], before: Values, after: Values, end: str | None, change: Values) -> None:
    """An end that is not known leaves the one that was told before; one that was told since stays."""
    before.setdefault("plan_end", card.plan_end)
    if end is None and card.plan_end != after.get("plan_end", card.plan_end):
        return
    change["plan_end"] = after["plan_end"] = end if end is not None else before["plan_end"]


def _corrected_top_ups(card: Row[Any], renewal: Row[Any], values: Values) -> str:
    old = TopUp(date.fromisoformat(renewal.day), as_euros(renewal.cents))
    cents = values.get("cents", renewal.cents)
    new = TopUp(date.fromisoformat(values.get("day", renewal.day)), as_euros(cents))
    return packed_top_ups(with_top_up(without_top_up(as_top_ups(card.topups), old), new))


async def take_back(connection: AsyncConnection, card: Row[Any], renewal: Row[Any]) -> None:
    """Delete a renewal: the card is as if it had not been, but for what was told since.

    What a later renewal found as this one left it, that one now finds as it was before.
    """
    before, after = json.loads(renewal.before), after_of(renewal)
    query = select(renewals).where(renewals.c.card == card.id, renewals.c.id > renewal.id)
    later = [
        (row.id, json.loads(row.before)) for row in await connection.execute(query.order_by(renewals.c.id))
    ]
    gone = TopUp(date.fromisoformat(renewal.day), as_euros(renewal.cents))
    change: Values = {"topups": packed_top_ups(without_top_up(as_top_ups(card.topups), gone))}
    change |= await _last_top_up(connection, card, {renewal.id: None})
    last_known = before.pop("last_topup", None)
    if later and not await _is_any_older(connection, renewal):
        later[0][1]["last_topup"] = last_known
        await _rewrite_before(connection, *later[0])
    for name, value in before.items():
        found = next(((row, its) for row, its in later if name in its), None)
        if found is None:
            change |= {name: value} if card._mapping[name] == after.get(name) else {}
        elif found[1][name] == after.get(name):
            found[1][name] = value
            await _rewrite_before(connection, *found)
    await connection.execute(renewals.delete().where(renewals.c.id == renewal.id))
    await _write(connection, card.id, change)


async def _last_top_up(
    connection: AsyncConnection, card: Row[Any], changed: Mapping[int, str | None]
) -> Values:
    """The card's last top-up once renewals, by id, have another day or none; nothing where it was told since.

    It is the newest day of the renewals, or what was told before the first of them.
    """
    query = select(renewals.c.id, renewals.c.day, renewals.c.before).where(renewals.c.card == card.id)
    rows = (await connection.execute(query.order_by(renewals.c.id))).all()
    told = json.loads(rows[0].before).get("last_topup")
    if card.last_topup != max(filter(None, [told, *(row.day for row in rows)])):
        return {}
    days = [told, *(changed.get(row.id, row.day) for row in rows)]
    return {"last_topup": max(filter(None, days), default=None)}


async def _rewrite_before(connection: AsyncConnection, renewal: int, before: Values) -> None:
    change = {"before": json.dumps(before)}
    await connection.execute(update(renewals).where(renewals.c.id == renewal).values(**change))


async def _is_any_older(connection: AsyncConnection, renewal: Row[Any]) -> bool:
    older = select(renewals.c.id).where(renewals.c.card == renewal.card, renewals.c.id < renewal.id)
    return (await connection.execute(older.limit(1))).first() is not None


async def told_since(connection: AsyncConnection, card: int, names: Collection[str]) -> None:
    """These values of a card were told after its renewals: taking one of those back leaves them."""
    rows = (await connection.execute(select(renewals).where(renewals.c.card == card))).all()
    for row in rows:
        before, after = json.loads(row.before), after_of(row)
        kept = [
            {name: value for name, value in each.items() if name not in names} for each in (before, after)
        ]
        if kept != [before, after]:
            change = {"before": json.dumps(kept[0]), "after": json.dumps(kept[1])}
            await connection.execute(update(renewals).where(renewals.c.id == row.id).values(**change))


def after_of(renewal: Row[Any]) -> Values:
    """What the renewal made of the card's values."""
    if renewal.after is not None:
        return dict(json.loads(renewal.after))
    return {"last_topup": renewal.day, "plan_end": renewal.plan_end, **dict.fromkeys(_LEGACY)}


async def _is_newest(connection: AsyncConnection, renewal: Row[Any]) -> bool:
    newer = select(renewals.c.id).where(renewals.c.card == renewal.card, renewals.c.id > renewal.id)
    return (await connection.execute(newer.limit(1))).first() is None


async def _write(connection: AsyncConnection, card: int, values: Mapping[str, Any]) -> None:
    if values:
        await connection.execute(update(cards).where(cards.c.id == card).values(**values))
