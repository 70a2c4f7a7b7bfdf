"""The chat page in a real browser: a driver for tests.

Chromium is needed: tests with it carry `needs_browser`, which skips without it (never in CI).
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WORDS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in (Path(__file__).parents[2] / "faq" / "chat").glob("*.yaml")
}
PEOPLE = count(2)
needs_browser = pytest.mark.skipif(
    not CHROMIUM.exists() and not os.environ.get("CI"), reason="Chromium is not installed"
)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A headless Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


class Chat:
    """One person's page. Nothing on it may fail aloud."""

    def __init__(self, page: Page, number: int, url: str) -> None:
        self.page = page
        self.number = number
        self.url = f"{url}/?person={number}"
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)

    async def open(self, more: str = "") -> Chat:
        """Load the page and wait until the chat is drawn."""
        await self.page.goto(self.url + more)
        await expect(self.page.locator("body[data-ready]")).to_be_attached()
        return self

    @property
    def messages(self) -> Locator:
        """All messages."""
        return self.page.locator(".message")

    @property
    def last(self) -> Locator:
        """The last message of the bot."""
        return self.page.locator(".message:not(.mine)").last

    @property
    def commands(self) -> Locator:
        """The commands in the open list."""
        return self.page.locator("#commands [role=option]")

    async def write(self, text: str) -> None:
        """Type and press Enter."""
        await self.page.locator("#text").fill(text)
        await self.page.keyboard.press("Enter")

    def key(self, label: str) -> Locator:
        """A button under the last message."""
        return self.last.locator(".key", has_text=label)

    async def is_too_wide(self) -> bool:
        """Whether anything sticks out at the side."""
        script = "() => document.getElementById('scroller').scrollWidth > innerWidth"
        return bool(await self.page.evaluate(script))


@asynccontextmanager
async def chat_page(browser: Browser, url: str, **settings: Any) -> AsyncIterator[Chat]:
    """A fresh person's page of the local chat at `url`; fails when the page failed aloud."""
    context = await browser.new_context(
        **({"locale": "en-GB", "viewport": {"width": 900, "height": 800}} | settings)
    )
    chat = Chat(await context.new_page(), next(PEOPLE), url)
    yield chat
    await context.close()
    assert chat.errors == []


async def contrast(place: Locator) -> float:
    """The contrast of a text with what lies behind it, as WCAG counts it."""
    script = """node => {
      const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
      const luminance = (colors) => {
        canvas.clearRect(0, 0, 1, 1);
        for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
        const linear = (v) => v <= 0.04045 * 255 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4;
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(linear);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const behind = [];
      for (let n = node; n; n = n.parentElement) behind.unshift(getComputedStyle(n).backgroundColor);
      const one = luminance(behind), two = luminance([...behind, getComputedStyle(node).color]);
      return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    }"""
    return float(await place.evaluate(script))
