"""How much each person may still send, shared by copies; simple display; masked questions of nobody."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "buckets",
        sa.Column("person", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(8), primary_key=True),
        sa.Column("state", sa.String(256), nullable=False),
        sa.Column("changed", sa.String(20), nullable=False, index=True),
    )
    op.add_column("people", sa.Column("simple", sa.Integer))
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("text", sa.String(512), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("topic", sa.String(64)),
        sa.Column("asked", sa.String(10), nullable=False, index=True),
    )
