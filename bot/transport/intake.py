"""Updates as Telegram brings them: each read on its own, stored before it is confirmed, done once."""

import asyncio
import contextlib
import itertools
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, cast

from telegram import Update

from bot.clock import Clock
from bot.store.inbox import Inbox, Key, key_of
from bot.transport import App
from bot.transport.per_chat import PerChatProcessor

logger = logging.getLogger(__name__)

EVERY = 0.2
"""Seconds between two writings of what is finished."""
_RENEW, _DOUBT, _PURGE = 75, 300, 18_000
_STORING = 4.0
_REMEMBERED = 4096
# Fields of an update in which a person's own words come.
_WRITTEN = frozenset({"text", "caption", "query", "phone_number"})

_Came = list[tuple[Key, Mapping[str, Any]]]


class Intake:
    """Hands readable updates to the application, once each; counts the others and passes them over.

    An update that can't be read today can't be read tomorrow: Telegram is told that it was taken, so that it
    never comes again. Where the store is down, updates are worked on all the same, once in this process.
    """

    def __init__(
        self,
        application: App,
        inbox: Inbox,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        journal: Path | None = None,
        mask: Callable[[str], str] = str,
    ) -> None:
        """`journal` is a file that survives a kill: numbers of updates whose answers may have been seen.

        `mask` makes unreadable what is secret in a text that is stored; what is worked on here stays whole.
        """
        self._application = application
        self._inbox = inbox
        self._clock = clock
        self._sleep = sleep
        self._mask = mask
        self.unreadable = 0
        self.repeated = 0
        self.stores = True
        """Whether what came last was stored."""
        self._keys: dict[int, Key] = {}
        self._finished: set[Key] = set()
        self._recent: OrderedDict[Key, None] = OrderedDict()
        self._waiting: dict[int, list[asyncio.Future[None]]] = {}
        processor = application.update_processor
        if isinstance(processor, PerChatProcessor):
            processor.finished = self.finished
            processor.begun = self._note_begun
        self._journal = _Journal(journal) if journal else None
        self._doubtful = self._journal.numbers() if self._journal else set()

    async def take(self, raws: Sequence[object]) -> list[int]:
        """Store and queue updates as parsed from JSON; their numbers, without what is no update at all."""
        came, numbers = self._numbered(raws)
        try:
            new = await self._stored(came)
            self.stores = True
        except Exception as error:  # of the driver's own classes too, which may be absent
            self.stores = False
            logger.warning("Updates are not stored, but worked on: %s", type(error).__name__)
            new = {key for key, _ in came}
        for key, raw in came:
            if key in new and key not in self._recent:
                await self._queue(key, raw)
            else:
                self.repeated += 1
        return numbers

    async def done(self, number: int) -> None:
        """Return once the update of this number is finished; at once where it is not at work here."""
        if number in self._keys:
            future = asyncio.get_running_loop().create_future()
            self._waiting.setdefault(number, []).append(future)
            await future

    def finished(self, number: int) -> None:
        """Note that an update was worked on to its end."""
        if key := self._keys.pop(number, None):
            self._finished.add(key)
        for future in self._waiting.pop(number, ()):
            if not future.done():
                future.set_result(None)

    async def run(self) -> None:
        """Write what is finished, take over what a copy that is gone left behind; until cancelled."""
        await self._safely(self.resume())
        for rounds in itertools.count(1):
            await self._sleep(EVERY)
            now = self._clock.now()
            if rounds == _DOUBT:
                self._doubtful = set()
            if rounds % _RENEW == 0:
                await self._safely(self.settle(renew=True))
                await self._safely(self.resume())
            elif self._finished:
                await self._safely(self.settle())
            if rounds % _PURGE == 1:
                await self._safely(self._inbox.purge(now))

    async def resume(self) -> None:
        """Queue what was left unfinished by a life before this one, or by a copy that is gone.

        What may have been answered comes only when nobody waits any more: twice is better than never, and
        late better than twice.
        """
        mine = [*self._keys.values(), *self._finished]
        for key, raw in await self._inbox.claim(self._clock.now(), mine, but=self._doubtful):
            if key not in self._recent:
                await self._queue(key, raw)

    def _note_begun(self, number: int, seen: bool) -> None:
        if self._journal and number in self._keys:
            self._journal.add(number if seen else -number)

    async def settle(self, renew: bool = False) -> None:
        """Write what is finished."""
        finished, self._finished = self._finished, set()
        try:
            await self._inbox.settle(finished, self._keys.values() if renew else (), self._clock.now())
        except BaseException:
            self._finished |= finished
            raise
        if self._journal and not self._keys and not self._finished and not self._doubtful:
            self._journal.clear()

    def close(self) -> None:
        """Let go of the journal."""
        if self._journal:
            self._journal.close()

    async def _safely(self, step: Awaitable[None]) -> None:
        try:
            await step
        except Exception as error:  # tried again in the next round
            logger.warning("The inbox is out of reach, tried again: %s", type(error).__name__)

    async def _stored(self, came: _Came) -> set[Key]:
        """Store what is new; TimeoutError where that takes too long to let people wait for it."""
        stored = [(key, cast(Mapping[str, Any], _masked(raw, self._mask))) for key, raw in came]
        storing = asyncio.ensure_future(self._inbox.put(stored, self._clock.now()))
        done, _ = await asyncio.wait([storing], timeout=_STORING)
        if not done:
            # A write that is cancelled would lock SQLite: it ends by itself, and is settled then.
            storing.add_done_callback(lambda late: self._came_late(late, came))
            raise TimeoutError
        return storing.result()

    def _came_late(self, late: "asyncio.Future[set[Key]]", came: _Came) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            if late.exception() is None:
                at_work = set(self._keys.values())
                self._finished |= {key for key, _ in came if key not in at_work}

    async def _queue(self, key: Key, raw: Mapping[str, Any]) -> None:
        self._recent[key] = None
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
        if update := self._read(key[0], dict(raw)):
            self._keys[key[0]] = key
            await self._application.update_queue.put(update)
        else:
            self._finished.add(key)

    def _numbered(self, raws: Sequence[object]) -> tuple[_Came, list[int]]:
        came: _Came = []
        numbers = []
        for raw in raws:
            number = raw.get("update_id") if isinstance(raw, Mapping) else None
            if not isinstance(raw, Mapping) or not isinstance(number, int) or isinstance(number, bool):
                self.unreadable += 1
                logger.error("Telegram brought what is no update; it is passed over")
                continue
            numbers.append(number)
            key = key_of(number, raw)
            if key not in self._recent:
                came.append((key, raw))
            else:
                self.repeated += 1
        return came, numbers

    def _read(self, number: int, raw: dict[str, Any]) -> Update | None:
        try:
            update = Update.de_json(raw, self._application.bot)
            _check(update)
        except Exception as error:  # whatever a field of an unknown shape makes the library raise
            self.unreadable += 1
            kinds = ", ".join(sorted(key for key in Update.ALL_TYPES if key in raw)) or "unknown kind"
            # The error's own words may quote the message.
            logger.error(
                "Update %d (%s) can't be read: %s; it is passed over", number, kinds, type(error).__name__
            )
            return None
        return update


def _masked(content: object, mask: Callable[[str], str]) -> object:
    """A copy of parsed JSON in which what people wrote is masked."""
    if isinstance(content, Mapping):
        return {
            name: mask(value) if name in _WRITTEN and isinstance(value, str) else _masked(value, mask)
            for name, value in content.items()
        }
    return [_masked(each, mask) for each in content] if isinstance(content, list) else content


def _check(update: Update) -> None:
    """TypeError where the library leaves out what every handler relies on."""
    message, change = update.effective_message, update.my_chat_member
    whole = (message is None or message.chat) and (
        change is None or (change.old_chat_member and change.new_chat_member)
    )
    if not whole:
        raise TypeError
    _ = update.effective_user, update.effective_chat


class _Journal:
    """Numbers in a file, written before the answer: they outlive the process, whoever kills it.

    A number below zero takes back the one above it.
    """

    def __init__(self, file: Path) -> None:
        self._path = file
        self._file: BinaryIO | None = None

    def numbers(self) -> set[int]:
        found: set[int] = set()
        with contextlib.suppress(OSError, ValueError):
            for number in map(int, self._path.read_bytes().split()):
                if number > 0:
                    found.add(number)
                else:
                    found.discard(-number)
        return found

    def add(self, number: int) -> None:
        # Not worth an answer: without it, an answer may come twice after a kill.
        with contextlib.suppress(OSError):
            self._file = self._file or self._path.open("ab", buffering=0)
            self._file.write(b"%d\n" % number)

    def clear(self) -> None:
        with contextlib.suppress(OSError):
            if self._file:
                self._file.truncate(0)
            else:
                self._path.unlink(missing_ok=True)

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None
