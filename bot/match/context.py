"""What was talked about a moment ago."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Context:
    """The last topic and operator of this person, while they are still fresh."""

    topic: str | None = None
    operator: str | None = None
