"""Logging: readable or JSON, and never with a secret or with what a person wrote in it."""

import json
import logging
import sys
import traceback
from collections import deque
from datetime import UTC, datetime
from types import TracebackType

from bot.safety.secrets import mask
from bot.settings import Settings

# httpx logs every URL, token included, at INFO; PTB does at DEBUG, and every update with its texts.
_CHATTY = (
    "httpx",
    "httpcore",
    "telegram",
    "aiosqlite",
    "uvicorn.error",
    "asyncio",
    "alembic",
)


# Errors whose own words are known to quote no message. Any other may: KeyError, ValueError, …
_QUOTABLE = ("sqlite3", "telegram", "httpx", "httpcore", "ssl")
_QUOTABLE_NAMES = ("OperationalError", "InterfaceError", "ProgrammingError", "TimeoutError", "CancelledError")
_MOST, _PERIOD = 20, 60.0
_Trace = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _Masked(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))

    def formatException(self, ei: _Trace) -> str:
        return _trace(ei[1]) if ei[1] else ""


def _trace(error: BaseException) -> str:
    """Where it happened and what led to it, without words that may be a person's."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [_trace(before), "which led to:"] if before else []
    lines += [line.rstrip("\n") for line in traceback.format_tb(error.__traceback__)]
    lines.append(f"{type(error).__name__}: {error}" if _is_quotable(error) else type(error).__name__)
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    return "\n".join([*lines, *map(_trace, inner)])


def _is_quotable(error: BaseException) -> bool:
    kind = type(error)
    known = kind.__module__.partition(".")[0] in _QUOTABLE and kind.__name__ != "InvalidToken"
    return known or isinstance(error, OSError) or kind.__name__ in _QUOTABLE_NAMES


class _Library(logging.Filter):
    """What PTB fills into its lines, even the critical ones, is updates as they came: it stays out."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.partition(".")[0] == "telegram":
            record.args = ()
        return True


class _Rarely(logging.Filter):
    """So many lines of one kind a minute and no more; the next one tells how many were left out."""

    def __init__(self) -> None:
        super().__init__()
        self._moments: dict[tuple[str, str], deque[float]] = {}
        self._left_out: dict[tuple[str, str], int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        kind = (record.name, str(record.msg))
        moments = self._moments.setdefault(kind, deque())
        while moments and abs(record.created - moments[0]) >= _PERIOD:
            moments.popleft()
        if len(moments) >= _MOST:
            self._left_out[kind] = self._left_out.get(kind, 0) + 1
            return False
        moments.append(record.created)
        if count := self._left_out.pop(kind, 0):
            record.msg = f"{record.msg} (and {count} like it before)"
        return True


class _Json(_Masked):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": mask(record.getMessage()),
        }
        if record.exc_info:
            entry["trace"] = mask(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)


def set_up(settings: Settings) -> None:
    """One handler on the root, to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    text = _Masked("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
    handler.setFormatter(_Json() if settings.log_format == "json" else text)
    for chosen in (_Library(), _Rarely()):
        handler.addFilter(chosen)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
