"""People, what is awaited of them, what they talk about, counters."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("language", sa.String(8)),
        sa.Column("zone", sa.String(64)),
        sa.Column("advice", sa.String(64)),
        sa.Column("guide", sa.String(64)),
        sa.Column("created", sa.String(20), nullable=False),
    )
    op.create_table(
        "pending",
        _person(),
        sa.Column("place", sa.String(64), nullable=False),
        sa.Column("draft", sa.String(4096), nullable=False),
        sa.Column("until", sa.String(20), nullable=False),
    )
    op.create_table(
        "talks",
        _person(),
        sa.Column("topic", sa.String(64)),
        sa.Column("operator", sa.String(32)),
        sa.Column("until", sa.String(20), nullable=False),
    )
    op.create_table(
        "counts",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("name", sa.String(96), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )


def _person() -> sa.Column[int]:
    return sa.Column(
        "person", sa.BigInteger, sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
