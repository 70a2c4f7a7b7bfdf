"""A reminder that is being told, kept as text between two messages."""

import json
import zlib
from dataclasses import asdict, dataclass
from datetime import datetime

_WALL = "%Y%m%d%H%M"
LONGEST = 300
"""Characters of a reminder's words."""


@dataclass(frozen=True)
class Draft:
    """`wall` is naive wall-clock time in `zone`; `phrase` the line that asked for a time;
    `reminder` the id of the one that is being changed."""

    text: str = ""
    wall: str | None = None
    zone: str = ""
    rule: str | None = None
    phrase: str = ""
    reminder: int | None = None

    @property
    def when(self) -> datetime | None:
        return as_wall(self.wall) if self.wall else None

    @property
    def key(self) -> str:
        """Tells this draft from any other: eight letters."""
        return f"{zlib.crc32(self.pack().encode()):08x}"

    def pack(self) -> str:
        """JSON, well under 4,096 characters."""
        return json.dumps({name: value for name, value in asdict(self).items() if value}, ensure_ascii=False)

    @classmethod
    def of(cls, packed: str | None) -> "Draft":
        """The draft of a pending row; an empty one where there is none."""
        return cls(**json.loads(packed)) if packed else cls()


def packed_wall(wall: datetime) -> str:
    """202612150900."""
    return wall.strftime(_WALL)


def as_wall(packed: str) -> datetime | None:
    """The wall-clock time of 202612150900, or None."""
    try:
        return datetime.strptime(packed, _WALL) if len(packed) == 12 else None
    except ValueError:
        return None
