"""Through the chat page, with the clock moved by its buttons: a card's whole ladder, renewed, and again."""

from playwright.async_api import expect

from tests.auxil.page import Chat, chat_page, chromium, needs_browser
from tests.end_to_end.dayzero import Day, day

__all__ = ["day"]

pytestmark = needs_browser

# Buttons of the clock from Friday 20 November, 10:00 on, and the rung that is seen then.
LADDER = [
    (["+7 days"] * 4, "3 days left"),
    (["+1 day"] * 2, "1 day left"),
    (["+1 day"], "Today"),
    (["+1 day"], "1 day over"),
]


async def move(chat: Chat, label: str, day: Day) -> None:
    """Press a button of the clock; what is due by then is there."""
    before = await chat.page.locator("#now").get_attribute("datetime")
    await chat.page.get_by_role("button", name=label).click()
    await expect(chat.page.locator("#now")).not_to_have_attribute("datetime", before or "")
    await day.settled()


async def test_a_card_is_added_climbs_its_ladder_is_renewed_and_climbs_again(day: Day) -> None:
    async with chromium() as browser, chat_page(browser, day.local.server.url) as chat:
        await chat.open()
        await chat.write("/cards")
        for label in ("➕ Add a card", "Orange", "Prepaid"):
            await chat.last.get_by_text(label, exact=True).click()
        await expect(chat.last).to_contain_text("Give it a name?")
        await chat.write("Mum’s card")
        await expect(chat.last).to_contain_text("When does the plan end?")
        await chat.write("21 December")
        await expect(chat.last).to_contain_text("Plan ends 2026-12-21")
        await expect(chat.last).to_contain_text("Next reminder Friday 18 December at 09:00")
        told = await chat.messages.count()
        for presses, rung in LADDER:
            for label in presses[:-1]:
                await move(chat, label, day)
                await expect(chat.messages).to_have_count(told)
            await move(chat, presses[-1], day)
            told += 1
            await expect(chat.messages).to_have_count(told)
            await expect(chat.last).to_contain_text(f"{rung}: Mum’s card")
        await renewed(chat, day, told)


async def renewed(chat: Chat, day: Day, told: int) -> None:
    """On 22 December for 30 days: the old ladder is silent, the new one comes at its time."""
    await chat.key("✓ Renewed").click()
    await expect(chat.last).to_contain_text("its old reminders have stopped")
    await chat.key("30 days · 01-21").click()
    await expect(chat.last).to_contain_text("Plan ends 2027-01-21")
    await expect(chat.last).to_contain_text("Next reminder Monday 18 January 2027")
    for label in ("+7 days", "+7 days", "+7 days", *["+1 day"] * 5):
        await move(chat, label, day)
        await expect(chat.messages).to_have_count(told)
    await move(chat, "+1 day", day)
    await expect(chat.messages).to_have_count(told + 1)
    await expect(chat.last).to_contain_text("3 days left: Mum’s card")
