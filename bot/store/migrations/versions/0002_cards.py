"""Cards, who shares them, renewals, reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("people", sa.Column("blocked", sa.String(20)))
    _cards()
    _shared()
    _reminders()


def _cards() -> None:
    op.create_table(
        "cards",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("owner", sa.BigInteger, _person(), nullable=False, index=True),
        sa.Column("operator", sa.String(32)),
        sa.Column("kind", sa.String(16)),
        sa.Column("nickname", sa.String(64), nullable=False),
        *(
            sa.Column(name, sa.String(10))
            for name in ("last_topup", "plan_end", "credit_end", "number_death")
        ),
        sa.Column("cents", sa.Integer),
        sa.Column("keeping", sa.Integer, nullable=False, server_default="0"),
        sa.Column("ladder", sa.String(64)),
        sa.Column("created", sa.String(20), nullable=False),
        sa.Column("deleted", sa.String(20)),
    )
    op.create_table(
        "renewals",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("card", sa.Integer, _card(), nullable=False, index=True),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("plan_end", sa.String(10)),
        sa.Column("cents", sa.Integer),
        sa.Column("before", sa.String(512), nullable=False),
        sa.Column("created", sa.String(20), nullable=False),
    )


def _shared() -> None:
    op.create_table(
        "members",
        sa.Column("card", sa.Integer, _card(), primary_key=True),
        sa.Column("person", sa.BigInteger, _person(), primary_key=True, index=True),
    )
    op.create_table(
        "invites",
        sa.Column("token", sa.String(32), primary_key=True),
        sa.Column("card", sa.Integer, _card(), nullable=False, index=True),
        sa.Column("until", sa.String(20), nullable=False),
    )


def _reminders() -> None:
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "reminders",
        sa.Column("id", number, primary_key=True, autoincrement=True),
        sa.Column("person", sa.BigInteger, _person(), nullable=False, index=True),
        sa.Column("card", sa.Integer, _card(), index=True),
        sa.Column("rung", sa.String(64)),
        sa.Column("text", sa.String(512), nullable=False),
        sa.Column("wall", sa.String(16), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("rule", sa.String(256)),
        sa.Column("due", sa.String(20), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("was", sa.String(8)),
        sa.Column("lease", sa.String(20)),
        sa.Column("claimed", sa.Integer, nullable=False, server_default="0"),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("doubts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("sent_at", sa.String(20)),
        sa.Column("changed", sa.String(20), nullable=False),
        sa.UniqueConstraint("person", "card", "rung", name="uq_reminders_person"),
        sa.Index("ix_reminders_state_due", "state", "due", "lease"),
    )


def _person() -> sa.ForeignKey:
    return sa.ForeignKey("people.id", ondelete="CASCADE")


def _card() -> sa.ForeignKey:
    return sa.ForeignKey("cards.id", ondelete="CASCADE")
