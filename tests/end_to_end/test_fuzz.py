"""Updates of every kind that a changed client, or Telegram of another year, may bring: none ends the bot,
none makes it call what Telegram would refuse, and no secret in them reaches the database, a log or a call."""

import asyncio
import json
import logging
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as some
from sqlalchemy import select
from telegram import Update
from telegram.request import BaseRequest, RequestData

from bot.app import make_application, make_services
from bot.clock import MovableClock
from bot.emulator.message_text import formatted
from bot.knowledge import KnowledgeBase
from bot.screens import routes
from bot.settings import load
from bot.store.migrate import migrate
from bot.store.tables import metadata
from tests.auxil import spec

Json = dict[str, Any]
TOKEN = "7000000000:AAfuzzfuzzfuzzfuzzfuzzfuzzfuzzfuzzf"
# A card that passes its checksum, an IBAN, a PUK said to be one.
SECRETS = ("4242424242424242", "FR7630006000011234567890189", "49583726")
EVIL = '<a href="https://evil.example/">Orange</a>'
BOT = {"id": 7000000000, "is_bot": True, "first_name": "Xufei", "username": "xufei_bot"}

PIECES = (
    "续费", "remind me tomorrow at 9", "carte refusée", "/start", "/remind", "/settings", "／提醒", "/forget",
    "\u202e", "ﷺ", "👩‍👩‍👧", "a" * 300, EVIL, "<b>", "&amp;", "{name}", "%s", "https://orаnge.fr/", "\x00",
    "1/1/1", "Lebara",
    f"ma carte {SECRETS[0]}", f"IBAN {SECRETS[1]}", f"PUK {SECRETS[2]}", "yes", "取消", "15 December", "10 €",
)  # fmt: skip
TEXTS = some.lists(some.sampled_from(PIECES) | some.text(max_size=40), min_size=1, max_size=4).map(" ".join)
NAMES = some.sampled_from(["A", EVIL, "<b>", "妈妈 & co", "x" * 64]) | some.text(min_size=1, max_size=20)
TAGS = sorted(routes._KINDS)
DATA = some.builds(
    lambda tag, parts: ":".join([tag, *parts])[:64],
    some.sampled_from(TAGS),
    some.lists(
        some.sampled_from(["", "1", "0", "-1", "plan", "orange", "2026-12-15", "n1", EVIL]) | TEXTS,
        max_size=5,
    ),
) | some.text(max_size=64)
PEOPLE = some.builds(
    lambda number, name, code: {"id": number, "is_bot": False, "first_name": name, "language_code": code},
    some.integers(1, 40),
    NAMES,
    some.sampled_from(["fr", "zh-hans", "zh-hant", "en", "xx", ""]),
)
FILES = {"file_id": "f", "file_unique_id": "u"}
CONTENTS: some.SearchStrategy[Json] = some.one_of(
    TEXTS.map(lambda text: {"text": text[:4096]}),
    TEXTS.map(lambda text: {"caption": text[:1024], "photo": [{**FILES, "width": 1, "height": 1}]}),
    some.sampled_from(
        [
            {
                "sticker": {
                    **FILES,
                    "type": "regular",
                    "width": 1,
                    "height": 1,
                    "is_animated": False,
                    "is_video": False,
                }
            },
            {"voice": {**FILES, "duration": 1}},
            {"location": {"latitude": 48.8, "longitude": 2.3}},
            {"contact": {"phone_number": "+33600000000", "first_name": "A"}},
            {"poll": None},
            {"new_chat_members": [BOT]},
            {"dice": {"emoji": "🎲", "value": 3}},
            {"pinned_message": None},
            {},
        ]
    ),
)


def chat_of(person: Json, kind: str) -> Json:
    if kind == "private":
        return {"id": person["id"], "type": kind, "first_name": person["first_name"]}
    return {"id": -1000 - person["id"], "type": kind, "title": "A group"}


KINDS = some.sampled_from(["private", "private", "private", "group", "supergroup", "channel"])


@some.composite
def messages(draw: Any) -> Json:
    """Any message, with or without a sender, in any kind of chat."""
    person, kind = draw(PEOPLE), draw(KINDS)
    message = {"message_id": draw(some.integers(1, 99)), "date": 1764000000, "chat": chat_of(person, kind)}
    message |= draw(CONTENTS)
    if kind != "channel":
        message["from"] = person
    if "text" in message and message["text"].startswith("/") and draw(some.booleans()):
        length = len(message["text"].split()[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    if draw(some.booleans()):
        link = {
            "type": "text_link",
            "offset": 0,
            "length": 1,
            "url": draw(some.sampled_from(["https://x.fr", "?", EVIL])),
        }
        message["entities"] = [*message.get("entities", []), link]
    return message


@some.composite
def updates(draw: Any) -> Json:
    """An update of any kind that the bot asks for, or does not."""
    person = draw(PEOPLE)
    kind = draw(some.sampled_from(["message", "message", "edited_message", "callback_query",
                                   "my_chat_member", "channel_post", "inline_query", "message_reaction",
                                   "unheard_of"]))  # fmt: skip
    content: Json = {"anything": draw(TEXTS)}
    if kind in ("message", "edited_message", "channel_post"):
        content = draw(messages())
    elif kind == "callback_query":
        content = {"id": "1", "from": person, "chat_instance": "1", "data": draw(DATA)}
        if draw(some.booleans()):
            content["message"] = draw(messages()) | {"chat": chat_of(person, "private")}
    elif kind == "inline_query":
        content = {"id": "1", "from": person, "query": draw(TEXTS)[:256], "offset": ""}
    elif kind == "my_chat_member":
        old, new = (
            {"status": draw(some.sampled_from(["member", "left", "kicked"])), "user": BOT, "until_date": 0}
            for _ in "ab"
        )
        chat = chat_of(person, draw(KINDS))
        content = {
            "chat": chat,
            "from": person,
            "date": 1764000000,
            "old_chat_member": old,
            "new_chat_member": new,
        }
    return {"update_id": draw(some.integers(1, 10**9)), kind: content}


class CheckedRequest(BaseRequest):
    """Takes every call, and looks at it as Telegram would."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.sent: list[str] = []

    @property
    def read_timeout(self) -> float | None:
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **others: Any
    ) -> tuple[int, bytes]:
        name, values = url.rsplit("/", 1)[-1], dict(request_data.json_parameters if request_data else {})
        uploads = (
            frozenset(request_data.multipart_data or {})
            if request_data and request_data.contains_files
            else frozenset()
        )
        self.problems += spec.own().parameters(name, values, uploads)
        self.sent.append(json.dumps([name, values], ensure_ascii=False))
        if text := values.get("text"):
            for entity in (
                formatted(text, values.get("parse_mode", "")).entities
                if name != "answerCallbackQuery"
                else ()
            ):
                if "evil.example" in str(entity.get("url", "")):
                    self.problems.append(f"{name} links to evil.example")
        return 200, json.dumps({"ok": True, "result": self._result(name)}).encode()

    def _result(self, name: str) -> Any:
        chat = {"id": 1, "type": "private", "first_name": "A"}
        if name == "getMe":
            return BOT
        if name.startswith(("send", "edit")):
            return {"message_id": len(self.sent), "date": 1764000000, "chat": chat, "text": "x"}
        if name == "getChat":
            return chat | {"accent_color_id": 0, "max_reaction_count": 1, "accepted_gift_types": None}
        return [] if name == "getMyCommands" else True


class Fuzzed:
    """A bot without a network, and what became of each update."""

    def __init__(self, folder: Path, knowledge: KnowledgeBase) -> None:
        given = {"DATA_DIR": str(folder), "BOT_TOKEN": TOKEN}
        self.services = make_services(load(given, Path("/nonexistent/.env")), MovableClock(), knowledge)
        self.request = CheckedRequest()
        self.app = make_application(self.services, TOKEN, "https://telegram.invalid", self.request)
        self.failed: list[str] = []

    async def start(self) -> None:
        await migrate(self.services.database)
        await self.app.initialize()

    async def take(self, raw: Json) -> None:
        """As the intake does: what cannot be read is passed over, all else goes to the handlers."""
        try:
            update = Update.de_json(json.loads(json.dumps(raw)), self.app.bot)
            _ = update.effective_user, update.effective_chat, update.effective_message
        except Exception:  # whatever an unknown shape makes the library raise
            return
        await self.app.process_update(update)
        assert self.request.problems == [], raw

    async def rows(self) -> str:
        """Everything that the database holds, as text."""
        await self.services.counts.flush()
        await self.services.questions.flush()
        async with self.services.database.reading() as connection:
            tables = [(await connection.execute(select(table))).all() for table in metadata.sorted_tables]
        return repr(tables)

    async def stop(self) -> None:
        await self.services.menus.close()
        await self.app.shutdown()
        await self.services.database.close()


def fuzz(examples: int, folder: Path, knowledge: KnowledgeBase, logs: pytest.LogCaptureFixture) -> str:
    """So many updates; the line that says how to have them again."""
    seed = int(os.environ.get("FUZZ_SEED") or random.randrange(2**32))
    print(f"FUZZ_SEED={seed}")
    # Libraries log at WARNING and above (`bot.logs`); our own may say what they like, but no secret.
    logs.set_level(logging.DEBUG, logger="bot")
    with asyncio.Runner() as runner:
        bot = Fuzzed(folder, knowledge)
        runner.run(bot.start())

        @hypothesis.seed(seed)
        @hypothesis.settings(
            max_examples=examples,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[hypothesis.Phase.generate],
        )
        @given(updates())
        def one(raw: Json) -> None:
            runner.run(bot.take(raw))
            broken = [record for record in logs.records if "An update failed" in record.getMessage()]
            assert not broken, (raw, broken[0].exc_info)

        try:
            one()
            rows = runner.run(bot.rows())
        finally:
            runner.run(bot.stop())
    everything = {"rows": rows, "calls": "\n".join(bot.request.sent), "logs": logs.text}
    found = [
        (where, secret)
        for where, text in everything.items()
        for secret in (*SECRETS, TOKEN)
        if secret in text
    ]
    assert found == [], f"FUZZ_SEED={seed}"
    assert len(bot.request.sent) > examples / 4
    return f"fuzz: {examples} updates, {len(bot.request.sent)} calls, FUZZ_SEED={seed}"


def test_no_update_ends_the_bot_or_leaks(
    tmp_path: Path,
    knowledge: KnowledgeBase,
    caplog: pytest.LogCaptureFixture,
    figure: Callable[[str], None],
) -> None:
    figure(fuzz(300, tmp_path, knowledge, caplog))


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_ten_thousand_updates_neither(
    tmp_path: Path,
    knowledge: KnowledgeBase,
    caplog: pytest.LogCaptureFixture,
    figure: Callable[[str], None],
) -> None:
    figure(fuzz(10_000, tmp_path, knowledge, caplog))
