"""Logging: readable or JSON, and never with a secret in it."""

import json
import logging
import sys
from datetime import UTC, datetime

from bot.safety.secrets import mask
from bot.settings import Settings

# httpx logs every URL, token included, at INFO; PTB's bot does at DEBUG.
_CHATTY = (
    "httpx",
    "httpcore",
    "telegram.ext.ExtBot",
    "telegram.Bot",
    "aiosqlite",
    "uvicorn.error",
    "asyncio",
    "alembic",
)


class _Masked(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


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
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
