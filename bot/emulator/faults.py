"""Faults on demand: what Telegram and the network do on bad days. In-process only, never over HTTP."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.emulator.api_error import ApiError


class Dropped(Exception):
    """The connection breaks instead of an answer."""


@dataclass
class Fault:
    """One planned fault.

    `refusal` is answered instead of the call's effect. `before` and `after` hold the call (or its answer)
    until the event is set. `drop` breaks the connection: "before" the effect or "after" it.
    """

    method: str
    chat: int | None = None
    times: int = 1
    refusal: ApiError | None = None
    before: asyncio.Event | None = None
    after: asyncio.Event | None = None
    drop: str = ""


class Faults:
    """The plan of faults; each fault hits the next `times` calls that fit."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []

    def plan(self, fault: Fault) -> Fault:
        """Let `fault` hit its next call."""
        self._planned.append(fault)
        return fault

    def clear(self) -> None:
        """Forget what has not happened yet."""
        self._planned.clear()

    @property
    def pending(self) -> list[Fault]:
        """What has not happened yet."""
        return list(self._planned)

    def take(self, method: str, chat: int | None) -> Fault | None:
        """The fault for this call, counted down."""
        for fault in self._planned:
            if fault.method.lower() == method.lower() and fault.chat in (None, chat):
                fault.times -= 1
                if fault.times <= 0:
                    self._planned.remove(fault)
                return fault
        return None


async def before(fault: Fault | None) -> None:
    """What goes wrong before a call has its effect."""
    if fault is None:
        return
    if fault.before is not None:
        await fault.before.wait()
    if fault.drop == "before":
        raise Dropped
    if fault.refusal is not None:
        raise fault.refusal


async def after(fault: Fault | None) -> None:
    """What goes wrong after a call had its effect: the bot can't know."""
    if fault is None:
        return
    if fault.after is not None:
        await fault.after.wait()
    if fault.drop == "after":
        raise Dropped
