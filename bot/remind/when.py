"""One phrase as a plain mapping, for the command line and for tests by others."""

from datetime import datetime

from bot.remind.phrase import read


def when_json(phrase: str, now: datetime, language: str | None = None) -> dict[str, str | None]:
    """{"phrase", "moment" (local ISO 8601 with offset), "rrule", "text", "error"}; now is aware."""
    reading = read(phrase, now, language)
    return {
        "phrase": phrase,
        "moment": reading.moment.isoformat(timespec="seconds") if reading.moment else None,
        "rrule": reading.rule,
        "text": reading.text,
        "error": reading.problem.value if reading.problem else None,
    }
