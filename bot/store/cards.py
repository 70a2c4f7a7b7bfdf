"""A person's cards, what they live by, and the history of renewals."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Row, Select, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cards.card import Card, Renewal
from bot.safety.limits import CARDS, LimitReached
from bot.safety.secrets import mask
from bot.store import renewals as store_renewals
from bot.store import rungs
from bot.store.database import Database
from bot.store.people import People, as_ladder, packed_ladder
from bot.store.tables import LINK, NICKNAME, NOTE, cards, members, renewals
from bot.store.user_cache import UserCache

UNDO = timedelta(minutes=1)
DATES = (
    *("last_topup", "plan_end", "credit_end", "number_death"),
    *("price_until", "cancel_by", "used_up", "cycle_last"),
)
_PLAIN = ("id", "owner", "operator", "kind", "nickname", "cents", "charge_day", "cycle_days", "note", "link")


_WORDS = {"nickname": NICKNAME, "note": NOTE, "link": LINK}


class CardGone(LookupError):
    """The card was deleted, perhaps by somebody else who shares it."""


class Cards:
    """Cards by id. Every query names the person who acts, so that an id alone opens and changes nothing.

    Only `get` asks nobody: it is for what the bot does by itself.
    """

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people
        self._recent: UserCache[tuple[int, tuple[Card, ...]]] = UserCache(database)

    async def add(
        self,
        owner: int,
        now: datetime,
        *,
        operator: str | None,
        kind: str | None,
        nickname: str,
        **values: Any,
    ) -> Card:
        """A new card; `values` are dates, `cents`, `keeping`, `ladder`. LimitReached where they own 30."""
        await self._people.ensure(owner, now)
        values |= {"operator": operator, "kind": kind, "nickname": nickname}
        row = insert(cards).values(owner=owner, created=now, **_packed(values)).returning(*cards.c)
        own = select(func.count()).where(cards.c.owner == owner, cards.c.deleted.is_(None))
        async with self._database.writing() as connection:
            if (await connection.execute(own)).scalar_one() >= CARDS:
                raise LimitReached("cards", CARDS)
            return _card((await connection.execute(row)).one())

    async def get(self, card_id: int) -> Card | None:
        """The card, for deliveries and ladders; a tap asks `find`."""
        return await self._one(_alive().where(cards.c.id == card_id))

    async def find(self, card_id: int, person: int) -> Card | None:
        """The card where this person owns or shares it, else None: what every tap has to ask."""
        return await self._one(_alive().where(cards.c.id == card_id, _theirs(person)))

    async def of(self, person: int) -> list[Card]:
        """A person's own cards and those that they share, oldest first."""
        changes = self._database.card_changes
        if (known := self._recent.get(person)) and known[0] == changes:
            return list(known[1])
        async with self._database.reading() as connection:
            rows = await connection.execute(_alive().where(_theirs(person)).order_by(cards.c.id))
            found = [_card(row) for row in rows]
        self._recent.keep(person, (changes, tuple(found)))
        return found

    async def change(self, card_id: int, person: int, **values: Any) -> Card:
        """The card with new values. CardGone where it was deleted, or is not this person's to change."""
        change = update(cards).where(cards.c.id == card_id, cards.c.deleted.is_(None), _theirs(person))
        async with self._database.writing() as connection:
            row = (await connection.execute(change.values(**_packed(values)).returning(*cards.c))).first()
            if row is None:
                raise CardGone(card_id)
            await store_renewals.told_since(connection, card_id, values.keys() - {"last_topup"})
        return _card(row)

    async def delete(self, card_id: int, owner: int, now: datetime) -> bool:
        """Delete a card with the ladders of all who share it; `restore` brings it back for a minute."""
        own = update(cards).where(cards.c.id == card_id, cards.c.owner == owner, cards.c.deleted.is_(None))
        async with self._database.writing() as connection:
            done = await connection.execute(own.values(deleted=now))
            if done.rowcount:
                await rungs.stop(connection, card_id)
        return bool(done.rowcount)

    async def restore(self, card_id: int, owner: int, now: datetime) -> Card | None:
        """Undo a deletion of the last minute, by its owner. The caller sets the ladders anew."""
        recent = update(cards).where(
            cards.c.id == card_id, cards.c.owner == owner, cards.c.deleted >= now - UNDO
        )
        async with self._database.writing() as connection:
            row = (await connection.execute(recent.values(deleted=None).returning(*cards.c))).first()
        return _card(row) if row else None

    async def purge(self, now: datetime) -> None:
        """Forget for good what can no longer be restored; rungs, members and renewals go with it."""
        async with self._database.writing() as connection:
            await connection.execute(delete(cards).where(cards.c.deleted < now - UNDO))

    async def renew(
        self,
        card_id: int,
        person: int,
        day: date,
        plan_end: date | None,
        cents: int | None,
        now: datetime,
        once: bool = False,
        **dates: date | None,
    ) -> int:
        """Note a renewal and give the card its new dates; the renewal's id. CardGone where it was deleted, or
        this person neither owns nor shares it.

        With `once`, a renewal of that day or later stands, whoever noted it: its id is given and nothing
        changes. A date that is None stays as it was told; `dates` are further ends.
        """
        new = _packed({"plan_end": plan_end, **dates})
        async with self._database.writing() as connection:
            row = await _locked(connection, card_id, person)
            if row is None:
                raise CardGone(card_id)
            noted = select(renewals.c.id).where(renewals.c.card == card_id, renewals.c.day >= day.isoformat())
            if once and (known := (await connection.execute(noted)).scalars().first()) is not None:
                return int(known)
            return await store_renewals.note(connection, row, person, day, new, cents, now)

    async def note_history(
        self,
        card_id: int,
        person: int,
        history: Iterable[tuple[date, date | None, int | None]],
        now: datetime,
    ) -> None:
        """Note renewals (day, end, cents) of which the card's dates know already; CardGone as for `renew`."""
        async with self._database.writing() as connection:
            if await _locked(connection, card_id, person) is None:
                raise CardGone(card_id)
            for day, end, cents in history:
                row = {"card": card_id, "person": person, "day": day.isoformat(), "cents": cents}
                row |= {"plan_end": end.isoformat() if end else None, "created": now}
                await connection.execute(insert(renewals).values(**row, before="{}", after="{}"))

    async def amend(self, renewal_id: int, card_id: int, person: int, **values: Any) -> Card | None:
        """Another `day`, `plan_end` or `cents` of a renewal; None where it is gone, belongs to another card,
        or the card is not this person's.

        The card’s own values follow where they come from it.
        """
        packed = {
            name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()
        }
        return await self._with_renewal(
            renewal_id, card_id, person, partial(store_renewals.correct, values=packed)
        )

    async def undo_renewal(self, renewal_id: int, card_id: int, person: int) -> Card | None:
        """The card as before its newest renewal; None where a newer one is there, it was undone, it belongs
        to another card, or the card is not this person's. What was told since stays."""
        newest = next(iter(await self.history(card_id, person)), None)
        if newest is None or newest.id != renewal_id:
            return None
        return await self.delete_renewal(renewal_id, card_id, person)

    async def delete_renewal(self, renewal_id: int, card_id: int, person: int) -> Card | None:
        """The card as if this renewal had not been, however old; None as for `amend`."""
        return await self._with_renewal(renewal_id, card_id, person, store_renewals.take_back)

    async def _with_renewal(
        self, renewal_id: int, card_id: int, person: int, act: Callable[..., Awaitable[None]]
    ) -> Card | None:
        known = select(renewals).where(renewals.c.id == renewal_id, renewals.c.card == card_id)
        async with self._database.writing() as connection:
            row = await _locked(connection, card_id, person)
            renewal = (await connection.execute(known)).first()
            if row is None or renewal is None:
                return None
            await act(connection, row, renewal)
            return _card((await connection.execute(_alive().where(cards.c.id == card_id))).one())

    async def history(self, card_id: int, person: int) -> list[Renewal]:
        """The renewals of a card that this person owns or shares, newest first."""
        theirs = select(cards.c.id).where(cards.c.id == renewals.c.card, _theirs(person)).exists()
        query = select(renewals).where(renewals.c.card == card_id, theirs).order_by(renewals.c.id.desc())
        async with self._database.reading() as connection:
            rows = await connection.execute(query)
            return [store_renewals.as_renewal(row) for row in rows]

    async def _one(self, query: Select[Any]) -> Card | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        return _card(row) if row else None


def _alive() -> Select[Any]:
    return select(cards).where(cards.c.deleted.is_(None))


async def _locked(connection: AsyncConnection, card_id: int, person: int) -> Row[Any] | None:
    """The card's row. The write comes first: it locks the card, so that nobody changes it before we do."""
    mine = update(cards).where(cards.c.id == card_id, cards.c.deleted.is_(None), _theirs(person))
    return (await connection.execute(mine.values(id=card_id).returning(*cards.c))).first()


def _theirs(person: int) -> Any:
    shared = select(members.c.card).where(and_(members.c.card == cards.c.id, members.c.person == person))
    return or_(cards.c.owner == person, shared.exists())


def _packed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as columns hold them. What is said in words never keeps a phone number."""
    packed: dict[str, Any] = {}
    for name, value in values.items():
        if name in DATES:
            packed[name] = value.isoformat() if value else None
        elif name == "keeping":
            packed[name] = int(value)
        elif name == "ladder":
            packed[name] = packed_ladder(value)
        elif name == "top_ups":
            packed["topups"] = store_renewals.packed_top_ups(value)
        elif name in _WORDS:
            packed[name] = mask(value)[: _WORDS[name]]
        else:
            packed[name] = value
    return packed


def _card(row: Row[Any]) -> Card:
    values = {name: row._mapping[name] for name in _PLAIN}
    values |= {name: _day(row._mapping[name]) for name in DATES}
    top_ups = store_renewals.as_top_ups(row.topups)
    return Card(**values, keeping=bool(row.keeping), ladder=as_ladder(row.ladder), top_ups=top_ups)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
