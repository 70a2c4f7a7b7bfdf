"""Cards in common: an invite link, who joined, leaving and revoking. No number is ever shared."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.cards.card import Card
from bot.safety.limits import SHARES, LimitReached
from bot.store import rungs
from bot.store.cards import CardGone, Cards
from bot.store.database import Database
from bot.store.people import People
from bot.store.tables import Moment, cards, invites, members

LASTS = timedelta(days=7)
_BYTES = 16


class Sharing:
    """Who shares which card. The owner is no member: `everyone` names both.

    What only an owner may do asks in its query whether the card is theirs.
    """

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people
        self._cards = Cards(database, people)

    async def invite(self, card_id: int, owner: int, now: datetime) -> str:
        """A token (22 characters that an address may hold) that lets five who have it join for seven days.

        CardGone where the card was deleted, or is not this owner's.
        """
        token = secrets.token_urlsafe(_BYTES)
        row = select(literal(token), cards.c.id, literal(now + LASTS, Moment)).where(_owned(card_id, owner))
        async with self._database.writing() as connection:
            await connection.execute(delete(invites).where(invites.c.until <= now))
            done = await connection.execute(insert(invites).from_select(["token", "card", "until"], row))
        if not done.rowcount:
            raise CardGone(card_id)
        return token

    async def join(self, token: str, person: int, now: datetime) -> Card | None:
        """The card that a token opens, with this person among those who share it; None where it is void.

        LimitReached where 20 share it already.
        """
        query = select(invites.c.card).where(invites.c.token == token, invites.c.until > now)
        async with self._database.reading() as connection:
            card_id = (await connection.execute(query)).scalar()
        card = await self._cards.get(card_id) if card_id is not None else None
        if card is None or card.owner == person:
            return card
        if person in await self._members(card.id):
            return card
        await self._people.ensure(person, now)
        async with self._database.writing() as connection:
            # The write comes first, so that no two take the last place.
            one = update(invites).where(invites.c.token == token, invites.c.uses > 0)
            if not (await connection.execute(one.values(uses=invites.c.uses - 1))).rowcount:
                return None
            many = select(func.count()).select_from(members).where(members.c.card == card.id)
            if int((await connection.execute(many)).scalar_one()) >= SHARES:
                raise LimitReached("shares", SHARES)
            make: Any = sqlite.insert if self._database.is_sqlite else postgresql.insert
            row = make(members).values(card=card.id, person=person).on_conflict_do_nothing()
            await connection.execute(row)
        return card

    async def _members(self, card_id: int) -> list[int]:
        query = select(members.c.person).where(members.c.card == card_id)
        async with self._database.reading() as connection:
            return list((await connection.execute(query)).scalars())

    async def members(self, card_id: int, owner: int) -> list[int]:
        """Who joined, without the owner, who alone may see them."""
        own = select(cards.c.id).where(_owned(card_id, owner))
        query = select(members.c.person).where(members.c.card.in_(own)).order_by(members.c.person)
        async with self._database.reading() as connection:
            return list((await connection.execute(query)).scalars())

    async def everyone(self, card_id: int) -> list[int]:
        """All whose ladder a card has: the owner first, then the members. For what the bot does by itself."""
        query = select(cards.c.owner).where(cards.c.id == card_id, cards.c.deleted.is_(None))
        async with self._database.reading() as connection:
            owner = (await connection.execute(query)).scalar()
        return [] if owner is None else [owner, *await self.members(card_id, owner)]

    async def leave(self, card_id: int, person: int) -> bool:
        """This person shares the card no more and hears no more of it; whether they did share it."""
        gone = delete(members).where(members.c.card == card_id, members.c.person == person)
        async with self._database.writing() as connection:
            done = await connection.execute(gone)
            if done.rowcount:
                await rungs.stop(connection, card_id, person)
        return bool(done.rowcount)

    async def remove(self, card_id: int, person: int, owner: int) -> bool:
        """The owner sends a member away; the same as leaving, and every invite is void."""
        await self.revoke(card_id, owner)
        return person in await self.members(card_id, owner) and await self.leave(card_id, person)

    async def revoke(self, card_id: int, owner: int) -> int:
        """Make all invites of a card void; how many there were. Who joined stays."""
        own = select(cards.c.id).where(_owned(card_id, owner))
        async with self._database.writing() as connection:
            done = await connection.execute(delete(invites).where(invites.c.card.in_(own)))
        return int(done.rowcount)


def _owned(card_id: int, owner: int) -> Any:
    return and_(cards.c.id == card_id, cards.c.owner == owner, cards.c.deleted.is_(None))
