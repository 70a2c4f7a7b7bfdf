"""The private calendar follows the cards, knows what was read already, and ends when it is revoked."""

from datetime import timedelta

import httpx
from icalendar import Calendar
from starlette.applications import Starlette

from bot.handlers.calendar_feed import calendar_route
from tests.delivery.conftest import Duty, duty, quick

__all__ = ["duty", "quick"]


async def test_it_keeps_itself_up_to_date_until_it_is_revoked(duty: Duty) -> None:
    services, today = duty.services, duty.now.date()
    duty.server.world.meet(7)
    card = await services.cards.add(
        7, duty.now, operator="orange", kind="prepaid", nickname="n", plan_end=today + timedelta(days=9)
    )
    assert await services.feeds.token(7, duty.now) is None
    token = await services.feeds.token(7, duty.now, make=True)
    assert token and token == await services.feeds.token(7, duty.now, make=True)
    transport = httpx.ASGITransport(app=Starlette(routes=[calendar_route(services)]))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        address = f"/calendar/{token}.ics"
        first = await client.get(address)
        assert first.status_code == 200 and first.headers["content-type"].startswith("text/calendar")
        assert len(Calendar.from_ical(first.content).walk("VEVENT")) == 1
        duty.later(hours=3)
        known = {"if-none-match": first.headers["etag"]}
        assert (await client.get(address, headers=known)).status_code == 304
        await services.cards.change(card.id, 7, plan_end=today + timedelta(days=20))
        assert (await client.get(address, headers=known)).status_code == 200
        assert (await client.get("/calendar/nobody.ics")).status_code == 404
        await services.feeds.revoke(7, duty.now)
        assert (await client.get(address)).status_code == 410
        assert await services.feeds.token(7, duty.now) is None
