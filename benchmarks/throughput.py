"""Answers a second in process, on a stub network, beside python-telegram-bot's own echo in the same run.

    .venv/bin/python benchmarks/throughput.py [N]

Prints both and their ratio. The network takes no time: what is left is what the bot itself costs.
"""

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, MessageHandler, filters
from telegram.request import BaseRequest

from bot.app import make_application, make_services
from bot.clock import SystemClock
from bot.knowledge import load_knowledge
from bot.settings import load
from bot.store.migrate import migrate

ROOT = Path(__file__).parent.parent
TOKEN = "123456789:stub"
PEOPLE = 50
ROUNDS = 3


class StubRequest(BaseRequest):
    """Telegram without a network: takes every message, brings none."""

    def __init__(self) -> None:
        self.calls = 0

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
        self.calls += 1
        method = url.rsplit("/", 1)[-1]
        if method == "getMe":
            result: Any = {"id": 123456789, "is_bot": True, "first_name": "Xufei", "username": "stub_bot"}
        elif method.startswith("send"):
            chat = {"id": 1, "type": "private", "first_name": "A"}
            result = {"message_id": self.calls, "date": 0, "chat": chat, "text": "x"}
        else:
            result = True
        return 200, json.dumps({"ok": True, "result": result}).encode()


def update(number: int, text: str) -> dict[str, Any]:
    person = 1000 + number % PEOPLE
    chat = {"id": person, "type": "private", "first_name": "A"}
    sender = {"id": person, "is_bot": False, "first_name": "A", "language_code": "zh-hans"}
    message = {"message_id": number, "date": 1764000000, "chat": chat, "from": sender, "text": text}
    return {"update_id": number, "message": message}


async def rate(application: Application[Any, Any, Any, Any, Any, Any], raws: list[dict[str, Any]]) -> float:
    """Updates a second, read and worked on one after the other; the best of some rounds."""
    best = 0.0
    for _ in range(ROUNDS):
        began = time.process_time()
        for raw in raws:
            await application.process_update(Update.de_json(raw, application.bot))
        best = max(best, len(raws) / (time.process_time() - began))
    return best


def echo() -> Application[Any, Any, Any, Any, Any, Any]:
    request = StubRequest()
    made = ApplicationBuilder().token(TOKEN).request(request).get_updates_request(StubRequest()).build()

    async def answer(update: Update, context: Any) -> None:
        assert update.effective_message
        await update.effective_message.reply_text(update.effective_message.text or "")

    made.add_handler(MessageHandler(filters.TEXT, answer))
    return made


async def main(count: int) -> None:
    lines = (ROOT / "tests/questions.jsonl").read_text("utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines[:count]]
    raws = [update(number, text) for number, text in enumerate(questions, 1)]
    with tempfile.TemporaryDirectory() as name:
        settings = load({"DATA_DIR": name, "FAQ_DIR": str(ROOT / "faq")}, Path("/nonexistent/.env"))
        kept = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(name)
        services = make_services(settings, SystemClock(), load_knowledge(settings.faq_dir, kept))
        await migrate(services.database)
        ours = make_application(services, TOKEN, "http://stub", StubRequest())
        async with ours, echo() as theirs:
            await rate(ours, raws[:50])  # what is made at the first use is not counted
            figures = await rate(ours, raws), await rate(theirs, raws)
        await services.database.close()
    ratio = figures[0] / figures[1]
    print(f"{len(raws)} questions: {figures[0]:.0f}/s, echo {figures[1]:.0f}/s, ratio {ratio:.2f}")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
