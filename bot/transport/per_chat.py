"""Updates in order within a chat, many chats at once, and no chat in another's way."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# The base class's own limit stands before our queues: it must never be what anyone waits for.
_WAITING = 65_536


@dataclass
class _Lane:
    """One chat: its updates take turns. `since`: when its update at work began to need this copy's time."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    since: float | None = None


@dataclass
class _Turn:
    """An update at work, in this task and no other."""

    lane: _Lane
    slots: asyncio.Semaphore
    time: Callable[[], float]
    task: asyncio.Task[object] | None
    begin: Callable[[bool], None]
    begun: bool = False


_turn: ContextVar[_Turn | None] = ContextVar("turn", default=None)


class PerChatProcessor(BaseUpdateProcessor):
    """A queue per chat; `at_once` chats are worked on at the same time. `time` counts seconds."""

    def __init__(self, at_once: int = 16, time: Callable[[], float] | None = None) -> None:
        super().__init__(_WAITING)
        self._time = time or (lambda: asyncio.get_running_loop().time())
        self._slots = asyncio.Semaphore(at_once)
        self._lanes: dict[int, _Lane] = {}
        self._closed = False
        self.finished: Callable[[int], None] = lambda number: None
        """Told the number of each update that was worked on to its end."""
        self.begun: Callable[[int, bool], None] = lambda number, seen: None
        """Told the number of an update before its answer can be seen; False: it was not, after all."""
        self.observed: Callable[[object, float], None] = lambda update, seconds: None
        """Told each update at its end, and how long it took since its turn began."""
        self.unfinished: set[int] = set()
        """Numbers of updates whose work ended without its end: nobody is told of them."""

    def close(self) -> None:
        """Begin no more: what has not begun is left unfinished."""
        self._closed = True

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        key = _chat(update)
        lane = self._lanes.setdefault(key, _Lane())
        lane.waiting += 1
        try:
            async with lane.turn:
                began = self._time()
                if await self._work(lane, update, coroutine):
                    self.observed(update, self._time() - began)
                    self._tell(update)
        finally:
            lane.waiting -= 1
            if not lane.waiting:
                self._lanes.pop(key, None)

    def _tell(self, update: object) -> None:
        number = update.update_id if isinstance(update, Update) else -1
        if number in self.unfinished:
            self.unfinished.discard(number)
        else:
            self.finished(number)

    async def _work(self, lane: _Lane, update: object, coroutine: Awaitable[object]) -> bool:
        lane.since = self._time()
        number = update.update_id if isinstance(update, Update) else -1
        mine = _Turn(
            lane, self._slots, self._time, asyncio.current_task(), lambda seen: self.begun(number, seen)
        )
        turn = _turn.set(mine)
        try:
            async with self._slots:
                if self._closed:
                    if asyncio.iscoroutine(coroutine):
                        coroutine.close()
                    return False
                await coroutine
                return True
        finally:
            _turn.reset(turn)
            lane.since = None

    def oldest(self) -> float:
        """Seconds since the longest unfinished update began; not counted: what waits on Telegram's word."""
        began = [lane.since for lane in self._lanes.values() if lane.since is not None]
        return self._time() - min(began) if began else 0.0

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""


def begin_to_show() -> bool:
    """Call before something goes out that a person sees; whether it is the first of its update."""
    turn = _turn.get()
    if turn is None or turn.begun:
        return False
    turn.begun = True
    turn.begin(True)
    return True


def nothing_shown() -> None:
    """Call where that first one surely never arrived."""
    turn = _turn.get()
    if turn is not None and turn.begun:
        turn.begun = False
        turn.begin(False)


@asynccontextmanager
async def standing_aside() -> AsyncIterator[None]:
    """Let another chat work meanwhile; this chat's next updates still wait for the one that stands aside."""
    turn = _turn.get()
    # Tasks begun by a handler inherit its context, not its slot.
    if turn is None or turn.task is not asyncio.current_task():
        yield
        return
    turn.slots.release()
    turn.lane.since = None
    try:
        yield
    finally:
        turn.lane.since = turn.time()
        await _surely(turn.slots)


async def _surely(slots: asyncio.Semaphore) -> None:
    """Take a slot again even when cancelled meanwhile, since the one who gave it out will take it back."""
    cancelled = False
    while True:
        try:
            await slots.acquire()
            break
        except asyncio.CancelledError:
            cancelled = True
    if cancelled:
        raise asyncio.CancelledError


def _chat(update: object) -> int:
    if isinstance(update, Update):
        where = update.effective_chat or update.effective_user
        return where.id if where else 0
    return 0
