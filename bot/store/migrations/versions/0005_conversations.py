"""One row a person for the whole talk: what was awaited and what was talked about move into it."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    table = op.create_table(
        "conversations",
        sa.Column("person", sa.BigInteger, sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("changed", sa.String(20), nullable=False),
    )
    rows = _carried()
    if rows:
        op.bulk_insert(table, rows)
    op.drop_table("pending")
    op.drop_table("talks")


def _carried() -> list[dict[str, Any]]:
    """The old rows, person by person, in the form of a conversation's state."""
    connection = op.get_bind()
    states: dict[int, dict[str, Any]] = {}
    untils: dict[int, str] = {}
    for person, topic, operator, until in connection.execute(
        sa.text("SELECT person, topic, operator, until FROM talks")
    ):
        line = {"line": {"operator": operator}, "line_until": until} if operator else {}
        about = {"topic": topic, "topics": [topic], "topic_until": until} if topic else {}
        states[person], untils[person] = {**about, **line}, until
    for person, place, draft, until in connection.execute(
        sa.text("SELECT person, place, draft, until FROM pending")
    ):
        prompt = {"kind": "", "route": place, "draft": draft, "until": until}
        states.setdefault(person, {})["prompt"], untils[person] = prompt, until
    return [
        {"person": person, "state": json.dumps(state, ensure_ascii=False), "changed": untils[person]}
        for person, state in states.items()
    ]
