"""A person in a browser, the real bot behind the chat page."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.auxil.page import Chat, chat_page, chromium, needs_browser
from tests.end_to_end.conftest import Running, Start

pytestmark = needs_browser

CHINESE = {"locale": "zh-CN"}


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as each:
        yield each


@pytest.fixture
async def chat(browser: Browser, running: Running) -> AsyncIterator[Chat]:
    async with chat_page(browser, running.local.server.url, **CHINESE) as each:
        yield await each.open()


async def tap(chat: Chat, label: str) -> None:
    await chat.key(label).first.click()


async def test_a_question_is_typed_and_a_guide_walked_to_its_end(chat: Chat) -> None:
    await chat.write("Orange 官网怎么续费")
    await tap(chat, "▶ 一步一步带我做")
    await expect(chat.last).to_contain_text("1/")
    count = int((await chat.last.locator(".text").inner_text()).split("1/")[1].split()[0])
    for step in range(2, count + 1):
        await tap(chat, "完成，下一步 ›")
        await expect(chat.last).to_contain_text(f"{step}/{count}")
    await tap(chat, "完成 ✓")
    await expect(chat.last).to_contain_text("续好了吗")


async def test_the_language_changes_and_stays(chat: Chat) -> None:
    await chat.write("/language")
    await tap(chat, "Français")
    await expect(chat.last).to_contain_text("on parle français")
    await chat.write("/help")
    await expect(chat.last).to_contain_text("Écrivez votre question")


async def test_after_a_restart_the_button_of_an_old_message_still_works(
    browser: Browser, start: Start, tmp_path: Path
) -> None:
    first = await start()
    async with chat_page(browser, first.local.server.url, **CHINESE) as chat:
        await chat.open()
        await chat.write("/faq")
        await expect(chat.key("付款")).to_be_visible()
        number = chat.number
    second = await start()
    async with chat_page(browser, second.local.server.url, **CHINESE) as again:
        again.url = f"{second.local.server.url}/?person={number}"
        await again.open()
        await tap(again, "付款")
        await expect(again.last).to_contain_text("选一个问题")


async def test_a_deep_link_opens_its_topic(chat: Chat) -> None:
    await chat.open("&start=forgot-password")
    await expect(chat.last).to_contain_text("密码")


async def test_a_long_chat_scrolls_in_its_place_and_never_the_whole_page(chat: Chat) -> None:
    for count in range(1, 5):
        await chat.write("free 人在国外怎么交费")
        await expect(chat.messages).to_have_count(2 * count)
    # The words for screen readers beside the dots stand at the end of the log.
    await chat.page.evaluate("() => { document.getElementById('typing').hidden = false; }")
    taller = "() => document.scrollingElement.scrollHeight - innerHeight"
    assert await chat.page.evaluate(taller) <= 0
