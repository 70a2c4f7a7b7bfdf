"""Updates that came and are not finished, and the numbers of those that are."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("mark", sa.String(24), primary_key=True),
        sa.Column("body", sa.Text),
        sa.Column("lease", sa.String(20)),
        sa.Column("received", sa.String(20), nullable=False, index=True),
    )
