"""`xufei doctor`: everything that the bot needs, looked at in turn, each with what to do."""

import asyncio
import json
import shutil
import stat
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.problem import ContentError
from bot.settings import Settings, SettingsError
from bot.startup import hopeless, listen, make_database, prepare_data_dir
from bot.store.database import shown
from bot.store.migrate import HEAD, SchemaError, revision_of

_PATIENCE = 10
_ROOM = 200 * 1024 * 1024


@dataclass(frozen=True)
class Diagnosis:
    """One thing looked at. `works` None: not as it should be, but the bot runs."""

    name: str
    works: bool | None
    told: str

    def __str__(self) -> str:
        mark = {True: "ok  ", False: "FAIL", None: "note"}[self.works]
        return f"{mark} {self.name:<9} {self.told}"


def examine(settings: Settings) -> Iterator[Diagnosis]:
    """Look at each thing; one after the other, as some take seconds."""
    memory = [("python", _memory())]
    for name, look in (("data", _data), ("database", _database), ("port", _port), ("telegram", _telegram)):
        yield _seen(name, look, settings)
    memory.append(("application", _memory()))
    yield _seen("words", _words, settings)
    memory.append(("words", _memory()))
    yield Diagnosis("memory", True, _parts(memory))


def _seen(name: str, look: Callable[[Settings], Diagnosis], settings: Settings) -> Diagnosis:
    try:
        return look(settings)
    except SettingsError as error:
        return Diagnosis(name, False, str(error))


def _data(settings: Settings) -> Diagnosis:
    prepare_data_dir(settings.data_dir)
    free = shutil.disk_usage(settings.data_dir).free
    told = f"{settings.data_dir} can be written, {free // 1024**2} MB free"
    if free < _ROOM:
        return Diagnosis("data", None, f"{told}; make room: backups and learnt words need some 200 MB")
    open_to_others = stat.S_IMODE(settings.data_dir.stat().st_mode) & 0o077
    if open_to_others:
        return Diagnosis("data", None, f"{told}; others can read it: chmod 700 {settings.data_dir}")
    return Diagnosis("data", True, told)


def _database(settings: Settings) -> Diagnosis:
    return asyncio.run(_asked(settings))


async def _asked(settings: Settings) -> Diagnosis:
    database = make_database(settings)
    where = shown(database.url)
    if database.file and not database.file.exists():
        return Diagnosis("database", True, f"{where} will be made at the first start")
    try:
        async with asyncio.timeout(_PATIENCE):
            revision = await revision_of(database)
    except SchemaError as error:
        return Diagnosis("database", False, f"{where}: {error}")
    except Exception as error:  # of the driver's own classes too, which may be absent
        said = hopeless(error, database) or f"{where} is out of reach; does it run, and at this address?"
        return Diagnosis("database", False, said)
    finally:
        await database.close()
    state = "up to date" if revision == HEAD else "brought up to date at the next start, after a copy"
    size = f", {database.file.stat().st_size // 1024} kB" if database.file else ""
    return Diagnosis("database", True, f"{where}: {state}{size}")


def _port(settings: Settings) -> Diagnosis:
    listen(settings.host, settings.port).close()
    return Diagnosis("port", True, f"{settings.host}:{settings.port} is free (the bot does not run now)")


def _telegram(settings: Settings) -> Diagnosis:
    if not settings.bot_token:
        return Diagnosis("telegram", True, "no BOT_TOKEN: the local chat; @BotFather gives one")
    code, answer = _call(settings, "getMe")
    if code in (401, 404):
        told = "BOT_TOKEN: Telegram does not know this token; @BotFather shows the one in force"
        return Diagnosis("telegram", False, told)
    if code != 200:
        told = f"{settings.bot_api_url} does not answer; is the network up, and BOT_API_URL right?"
        return Diagnosis("telegram", False, told)
    name = answer.get("username", "?")
    address = _call(settings, "getWebhookInfo")[1].get("url", "")
    if address and not settings.webhook_url:
        return Diagnosis("telegram", None, f"@{name}; a webhook is set, which the start takes away")
    return Diagnosis(
        "telegram", True, f"@{name}, updates by {'webhook' if settings.webhook_url else 'polling'}"
    )


def _call(settings: Settings, method: str) -> tuple[int, dict[str, str]]:
    """The HTTP code and the result; 0 where nobody answers. Errors hold the address, token and all."""
    address = f"{settings.bot_api_url}/bot{settings.bot_token}/{method}"
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:
            result = json.load(answer).get("result")
            return answer.status, result if isinstance(result, dict) else {}
    except urllib.error.HTTPError as error:
        return error.code, {}
    except (OSError, ValueError, AttributeError):
        return 0, {}


def _words(settings: Settings) -> Diagnosis:
    from bot.knowledge import open_knowledge, wanted_key

    try:
        knowledge = open_knowledge(settings.faq_dir, settings.data_dir)
    except ContentError as error:
        first = str(error).splitlines()[0]
        return Diagnosis("words", False, f"{settings.words}: {first}; `xufei check` says more")
    topics = f"{len(knowledge.library.topics)} topics"
    if knowledge.library.key == wanted_key(settings.faq_dir):
        return Diagnosis("words", True, f"{settings.words} ({topics})")
    told = f"{settings.words} is not learnt yet, or broken; the last good ones serve ({topics})"
    return Diagnosis("words", None, f"{told}; `xufei check` says more")


def _memory() -> int:
    """Resident bytes of this process; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * 4096 if sys.platform == "linux" else 0


def _parts(taken: list[tuple[str, int]]) -> str:
    before = 0
    told = []
    for name, size in taken:
        told.append(f"{name} {(size - before) // 1024**2} MB")
        before = size
    return f"{before // 1024**2} MB: " + ", ".join(told)
