"""The chat page in a real browser, with a real application behind it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.clock import MovableClock
from bot.emulator import LocalServer
from tests.auxil.echo import running
from tests.auxil.page import WORDS, Chat, chat_page, chromium, contrast, needs_browser

PHONE = {"width": 360, "height": 720}

pytestmark = [pytest.mark.asyncio(loop_scope="module"), needs_browser]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server() -> AsyncIterator[LocalServer]:
    """The local Telegram with the echo bot at work, and a clock that can be moved."""
    telegram = LocalServer(port=0, words=WORDS, clock=MovableClock())
    await telegram.start()
    async with running(telegram):
        yield telegram
    await telegram.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests of this file."""
    async with chromium() as each:
        yield each


@pytest_asyncio.fixture(loop_scope="module")
async def chat(browser: Browser, server: LocalServer) -> AsyncIterator[Chat]:
    """A person at a desk."""
    async with chat_page(browser, server.url) as each:
        yield each


@pytest_asyncio.fixture(loop_scope="module")
async def phone(browser: Browser, server: LocalServer) -> AsyncIterator[Chat]:
    """A person with a phone, in the dark, in French."""
    settings = {"viewport": PHONE, "color_scheme": "dark", "locale": "fr-FR", "has_touch": True}
    async with chat_page(browser, server.url, **settings) as each:
        yield each


async def test_a_message_is_typed_and_answered(chat: Chat) -> None:
    await chat.open()
    await chat.write("hello 你好")
    await expect(chat.messages).to_have_count(2)
    await expect(chat.last.locator(".text")).to_have_text("hello 你好")
    await expect(chat.page.locator("#text")).to_have_value("")


async def test_a_guide_is_tapped_through_in_place(chat: Chat) -> None:
    await chat.open()
    await chat.write("/start")
    for label, head in (("Guide", "1/3"), ("Next", "2/3"), ("Next", "3/3"), ("Back", "2/3")):
        await chat.key(label).click()
        await expect(chat.last.locator("strong").first).to_contain_text(head)
    await expect(chat.messages).to_have_count(2)


async def test_entities_are_drawn(chat: Chat) -> None:
    await chat.open()
    await chat.write("/start")
    await chat.key("Guide").click()
    link = chat.last.locator(".text a")
    await expect(link).to_have_attribute("href", "https://orange.fr/")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(chat.last.locator("code")).to_have_text("Recharger")
    await chat.key("Next").click()
    await expect(chat.last.locator("code").first).to_have_text("06")  # a key that is busy takes no second tap
    await chat.key("Next").click()
    await expect(chat.last.locator("blockquote")).to_have_text("Keep the receipt.")
    spoiler = chat.last.locator(".spoiler")
    await expect(spoiler).to_have_attribute("aria-pressed", "false")
    await spoiler.click()
    await expect(spoiler).to_have_attribute("aria-pressed", "true")


async def test_markup_that_a_person_types_stays_text(chat: Chat) -> None:
    await chat.open()
    await chat.write("<img src=x onerror=alert(1)> <b>x</b>")
    await expect(chat.last.locator(".text")).to_have_text("<img src=x onerror=alert(1)> <b>x</b>")
    await expect(chat.page.locator("#log img")).to_have_count(0)


async def test_a_tap_may_toast_or_alert(chat: Chat) -> None:
    await chat.open()
    await chat.write("/start")
    await chat.key("Toast").click()
    await expect(chat.page.get_by_role("status").filter(has_text="A toast")).to_be_visible()
    await expect(chat.key("Toast")).not_to_have_attribute("aria-busy", "true")
    await chat.key("Alert").click()
    dialog = chat.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("An alert, to be closed")
    await chat.page.keyboard.press("Escape")
    await expect(dialog).not_to_be_visible()


async def test_links_copies_and_files_work(chat: Chat) -> None:
    await chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await chat.open()
    await chat.write("/start")
    await expect(chat.key("Site")).to_have_attribute("href", "https://orange.fr/")
    await chat.key("Copy").click()
    await expect(chat.page.locator("#toast")).to_contain_text("Recharger")
    assert await chat.page.evaluate("navigator.clipboard.readText()") == "Recharger"
    await chat.key("File").click()
    async with chat.page.expect_download() as download:
        await chat.page.get_by_role("link", name="card.ics").click()
    assert (await download.value).suggested_filename == "card.ics"


async def test_copying_works_without_the_clipboard_api(chat: Chat) -> None:
    await chat.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    await chat.open()
    await chat.write("/start")
    await chat.key("Copy").click()
    await expect(chat.page.locator("#toast")).to_have_text(f"{WORDS['en']['copied']}: Recharger")


async def test_the_chat_works_by_keyboard_alone(chat: Chat) -> None:
    await chat.open()
    keys = chat.page.keyboard
    await expect(chat.page.locator("#text")).to_be_focused()
    await keys.type("/st")
    await expect(chat.commands).to_have_count(1)
    await keys.press("ArrowDown")
    await expect(chat.page.locator("#text")).to_have_attribute("aria-activedescendant", "command-0")
    await keys.press("Enter")
    await expect(chat.key("Guide")).to_be_visible()
    await keys.press("ArrowUp")
    await expect(chat.key("Guide")).to_be_focused()
    await keys.press("ArrowDown")
    await expect(chat.key("Alert")).to_be_focused()
    await keys.press("ArrowRight")
    await expect(chat.key("File")).to_be_focused()
    await keys.press("Home")
    await keys.press("Enter")
    await expect(chat.last).to_contain_text("1/3")
    await expect(chat.key("Next")).to_be_focused()
    await keys.press("Escape")
    await expect(chat.page.locator("#text")).to_be_focused()
    await keys.press("Shift+Tab")
    await keys.press("Shift+Tab")
    await expect(chat.key("Next")).to_be_focused()


async def test_the_command_list_opens_filters_and_closes(chat: Chat) -> None:
    await chat.open()
    await chat.page.locator("#text").press("/")
    await expect(chat.commands).to_have_count(2)
    await chat.page.keyboard.type("he")
    await expect(chat.commands).to_have_text(["/helpWhat I can do"])
    await chat.page.keyboard.press("Escape")
    await expect(chat.page.get_by_role("listbox")).not_to_be_visible()
    await chat.page.get_by_role("button", name=WORDS["en"]["commands"]).click()
    await chat.commands.filter(has_text="/start").click()
    await expect(chat.last).to_contain_text("Hello")


async def test_a_deep_link_starts_once(chat: Chat) -> None:
    await chat.open("&start=pay-abroad")
    await expect(chat.last).to_contain_text("You came for pay-abroad.")
    await chat.page.reload()
    await expect(chat.messages).to_have_count(2)


async def test_an_empty_chat_says_what_the_bot_does(chat: Chat) -> None:
    await chat.open()
    await expect(chat.page.locator("#about")).to_contain_text("I repeat what you say")
    await chat.page.get_by_role("button", name="Start").click()
    await expect(chat.last).to_contain_text("You came for nothing.")
    await expect(chat.page.locator("#welcome")).not_to_be_visible()


async def test_the_language_of_the_client_can_be_chosen(chat: Chat, server: LocalServer) -> None:
    await chat.open()
    assert server.world.person(chat.number)["language_code"] == "en"
    await chat.page.locator("#language").select_option("zh-hant")
    await expect(chat.page.locator("#text")).to_have_attribute("placeholder", WORDS["zh-Hant"]["placeholder"])
    await expect(chat.page.locator("html")).to_have_attribute("lang", "zh-Hant")
    assert server.world.person(chat.number)["language_code"] == "zh-hant"


async def test_another_person_has_another_chat(chat: Chat) -> None:
    await chat.open()
    await chat.write("mine")
    await expect(chat.messages).to_have_count(2)
    await chat.page.locator("#person").select_option(label=WORDS["en"]["new_person"])
    await expect(chat.messages).to_have_count(0)
    await expect(chat.page).not_to_have_url(re.compile(f"person={chat.number}$"))


async def test_the_clock_can_be_moved(chat: Chat, server: LocalServer) -> None:
    await chat.open()
    before = server.world.clock.now()
    shown = await chat.page.locator("#now").get_attribute("datetime")
    await chat.page.get_by_role("button", name="+7 days").click()
    await expect(chat.page.locator("#now")).not_to_have_attribute("datetime", shown or "")
    assert (server.world.clock.now() - before).days == 7


async def test_a_phone_has_room_for_everything(phone: Chat) -> None:
    await phone.open()
    await phone.write("/start")
    await phone.key("Guide").tap()
    await expect(phone.last).to_contain_text("1/3")
    for width in (320, 360, 430):
        await phone.page.set_viewport_size({"width": width, "height": 720})
        assert not await phone.is_too_wide()
        sizes = await phone.page.locator(".key:visible, #send").evaluate_all(
            "nodes => nodes.map(n => n.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
        )
        assert min(sizes) >= 40
    await expect(phone.page.locator("#text")).to_have_attribute("placeholder", WORDS["fr"]["placeholder"])


async def test_an_apostrophe_is_no_square_wide(phone: Chat) -> None:
    """A Chinese font would set l’appli as l’ appli."""
    await phone.open()
    await phone.write("l’appli")
    await expect(phone.last.locator(".text")).to_have_text("l’appli")
    widths = await phone.last.locator(".text").evaluate("""node => {
      const pen = document.createElement("canvas").getContext("2d");
      pen.font = getComputedStyle(node).font;
      return [pen.measureText("’").width, pen.measureText("m").width];
    }""")
    assert widths[0] < widths[1] / 2, widths


async def test_dark_and_light_can_be_read(phone: Chat) -> None:
    await phone.open()
    await phone.write("/start")
    await expect(phone.key("Guide")).to_be_visible()
    for scheme in ("dark", "light"):
        await phone.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for selector in (".bubble .text", ".board .key", ".mine .stamp", ".who p"):
            assert await contrast(phone.page.locator(selector).first) >= 4.5, (scheme, selector)


async def test_a_lost_line_is_told_and_comes_back(chat: Chat) -> None:
    await chat.open()
    await chat.write("before")
    await expect(chat.messages).to_have_count(2)
    await chat.page.context.set_offline(True)
    await chat.page.evaluate("dispatchEvent(new Event('online'))")
    await expect(chat.page.locator("#banner")).to_have_text(WORDS["en"]["lost"])
    await chat.write("kept")
    await expect(chat.page.locator("#text")).to_have_value("kept")
    await chat.page.context.set_offline(False)
    await expect(chat.page.locator("#banner")).to_have_text(WORDS["en"]["back"])
    await chat.page.keyboard.press("Enter")
    await expect(chat.last.locator(".text")).to_have_text("kept")
    # The browser itself reports what it could not reach.
    chat.errors = [error for error in chat.errors if "ERR_INTERNET_DISCONNECTED" not in error]


async def test_roles_tell_a_screen_reader_what_is_what(chat: Chat) -> None:
    await chat.open()
    await chat.write("hello")
    await expect(chat.messages).to_have_count(2)
    await expect(chat.page.get_by_role("log", name="Messages")).to_be_visible()
    await expect(chat.page.get_by_role("combobox", name="Message")).to_be_visible()
    await expect(chat.page.get_by_role("heading", name="Xufei")).to_be_visible()
    await expect(chat.messages.first.locator(".hidden").first).to_have_text(re.compile("You:"))
    unnamed = (
        "nodes => nodes.filter(n => !n.hidden && !n.innerText.trim() && !n.ariaLabel).map(n => n.outerHTML)"
    )
    assert await chat.page.locator("button").evaluate_all(unnamed) == []
