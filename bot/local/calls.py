"""A record of what the bot called and what it was answered, for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from .params import Params


@dataclass
class Call:
    """One call of the bot: its parameters as sent, and the answer's body (None until there is one)."""

    method: str
    params: Params
    answer: dict[str, Any] | None = field(default=None)

    @property
    def ok(self) -> bool:
        """Whether the call was granted."""
        return bool(self.answer and self.answer["ok"])

    @property
    def chat(self) -> int | None:
        """The chat that the call is about."""
        return self.params.integer("chat_id") or None


Listener = Callable[[Call], None]


class Calls:
    """Whoever listens hears of each call after it was answered."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def tell(self, call: Call) -> None:
        """Tell the listeners."""
        for listener in self._listeners:
            listener(call)

    @contextmanager
    def listen(self, listener: Listener) -> Iterator[None]:
        """Listen for a while."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)
