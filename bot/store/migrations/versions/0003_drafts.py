"""A reminder that is being told is a row: the JSON of waiting drafts becomes rows in state `draft`."""

import json
import zlib
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Packed routes under which a draft waited: read back; asked for its time, day or words.
_DRAFTING = ("rk", "r", "rt", "rc", "rb")
_FORMS = {"rk": "rk:{id}", "r": "r:1:{id}", "rt": "rt:{id}", "rc": "rc::{id}", "rb": "rb:{id}"}
_KEPT = "ro"


def upgrade() -> None:
    op.add_column("reminders", sa.Column("phrase", sa.String(512), nullable=False, server_default=""))
    op.add_column("reminders", sa.Column("replaces", sa.BigInteger))
    op.add_column("reminders", sa.Column("checksum", sa.String(8)))
    op.create_index("ix_reminders_checksum", "reminders", ["checksum"])
    op.create_index("ix_reminders_replaces", "reminders", ["replaces"])
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT person, place, draft FROM pending")).all():
        tag = row.place.partition(":")[0]
        if tag in _DRAFTING and row.draft:
            _to_row(connection, row, tag)
        elif tag == _KEPT and row.draft:
            _to_checksum(connection, row)


def _to_row(connection: sa.Connection, row: Any, tag: str) -> None:
    draft = json.loads(row.draft)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    wall = draft.get("wall")
    values = {
        "person": row.person,
        "text": draft.get("text", ""),
        "wall": datetime.strptime(wall, "%Y%m%d%H%M").isoformat(timespec="minutes") if wall else "",
        "zone": draft.get("zone", ""),
        "rule": draft.get("rule"),
        "phrase": draft.get("phrase", ""),
        "replaces": draft.get("reminder"),
        "checksum": f"{zlib.crc32(row.draft.encode()):08x}" if tag == "rk" else None,
        "due": now,
        "state": "draft",
        "claimed": 0,
        "attempts": 0,
        "doubts": 0,
        "changed": now,
    }
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    made = connection.execute(
        sa.text(f"INSERT INTO reminders ({names}) VALUES ({marks}) RETURNING id"), values
    )
    place = _FORMS[tag].format(id=made.scalar_one())
    connection.execute(
        sa.text("UPDATE pending SET place = :place, draft = '' WHERE person = :person"),
        {"place": place, "person": row.person},
    )


def _to_checksum(connection: sa.Connection, row: Any) -> None:
    """A read-back that was kept a moment ago: tapped again, it shows what was kept."""
    kept = json.loads(json.loads(row.draft)["draft"])
    connection.execute(
        sa.text("UPDATE reminders SET checksum = :checksum WHERE id = :id AND person = :person"),
        {"checksum": row.place.partition(":")[2], "id": kept.get("reminder"), "person": row.person},
    )
    connection.execute(sa.text("DELETE FROM pending WHERE person = :person"), {"person": row.person})
