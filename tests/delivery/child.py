"""What runs in the processes that the crash tests kill: the real delivery over a real database."""

import asyncio
import os
from collections.abc import Coroutine, Generator, Sequence
from datetime import datetime
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.cards.reminder import Reminder
from bot.clock import MovableClock
from bot.delivery.worker import DeliveryWorker
from bot.store.database import Database, database_url
from bot.store.outbox import Outbox
from bot.transport.throttle import Throttle

ROOT = Path(__file__).parent.parent.parent


def processes() -> ForkServerContext:
    """Processes that begin in milliseconds: they are forked from one that has imported all they need."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.delivery.child", "tests.delivery.ready"])
    with patch.dict(os.environ, PYTHONPATH=str(ROOT)):
        forkserver.ensure_running()
    return context


class Fuse:
    """Ends the process, as SIGKILL does, at an await of the worker."""

    def __init__(self, awaits: int) -> None:
        self.left = awaits

    def factory(self, loop: asyncio.AbstractEventLoop, step: Any, **more: Any) -> asyncio.Task[Any]:
        return asyncio.Task(self._watched(step), loop=loop, **more)

    async def _watched(self, step: Coroutine[Any, Any, Any]) -> Any:
        return await _Counted(self, step)

    def burn(self) -> None:
        self.left -= 1
        if self.left <= 0:
            os._exit(9)


class _Counted:
    def __init__(self, fuse: Fuse, step: Coroutine[Any, Any, Any]) -> None:
        self._fuse, self._step = fuse, step

    def __await__(self) -> Generator[Any, Any, Any]:
        """Runs the coroutine by hand, so that each of its awaits is seen."""
        thrown, value = None, None
        while True:
            try:
                waiting = self._step.throw(thrown) if thrown else self._step.send(value)
            except StopIteration as end:
                return end.value
            self._fuse.burn()
            thrown = value = None
            try:
                value = yield waiting
            except BaseException as error:
                thrown = error


class Chat:
    """Takes messages into a file: with an await before the effect and one after it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def tell(self, reminders: Sequence[Reminder], now: Any) -> bool:
        await asyncio.sleep(0)
        with self._path.open("a") as file:
            file.writelines(f"{reminder.id}\n" for reminder in reminders)
        await asyncio.sleep(0)
        return True

    async def marked(self, reminders: Sequence[Reminder]) -> None:
        """Nothing follows here."""

    async def refused(self, person: int, now: Any) -> None:
        raise AssertionError("nobody refuses here")


def sweep_until(folder: Path, now: datetime, awaits: int) -> None:
    """Tell what is due, and die at that await; exit code 0 where all was told before."""
    asyncio.run(_deliver(folder, now, Fuse(awaits)))


async def _deliver(folder: Path, now: datetime, fuse: Fuse) -> None:
    database = Database(database_url(None, folder))
    clock = MovableClock(frozen=now)
    worker = DeliveryWorker(Outbox(database), Chat(folder / "took"), clock, pace=Throttle(1e6))
    asyncio.get_running_loop().set_task_factory(fuse.factory)
    await asyncio.create_task(worker.once())
    await asyncio.create_task(worker.settled())
    os._exit(0)
