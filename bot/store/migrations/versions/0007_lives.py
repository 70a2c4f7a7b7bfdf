"""How each kind of card lives, how a person wants to be reminded, what arrived, calendar addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    for name in ("hour", "quiet_from", "quiet_to", "digest"):
        op.add_column("people", sa.Column(name, sa.Integer))
    op.add_column("people", sa.Column("ladder", sa.String(64)))
    op.add_column("people", sa.Column("digested", sa.String(20)))
    _cards()
    op.add_column("invites", sa.Column("uses", sa.Integer, nullable=False, server_default="5"))
    op.add_column("renewals", sa.Column("after", sa.String(512)))
    op.add_column("reminders", sa.Column("insists", sa.Integer, nullable=False, server_default="0"))
    _deliveries()
    op.create_table(
        "feeds",
        sa.Column("token", sa.String(32), primary_key=True),
        sa.Column("person", sa.BigInteger, _person(), nullable=False, index=True),
        sa.Column("created", sa.String(20), nullable=False),
        sa.Column("revoked", sa.String(20)),
    )


def _cards() -> None:
    for name in ("charge_day", "cycle_days"):
        op.add_column("cards", sa.Column(name, sa.Integer))
    for name in ("price_until", "cancel_by", "used_up", "cycle_last"):
        op.add_column("cards", sa.Column(name, sa.String(10)))
    for name, length in (("topups", 256), ("note", 300), ("link", 256)):
        op.add_column("cards", sa.Column(name, sa.String(length), nullable=False, server_default=""))


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            primary_key=True,
            autoincrement=True,
        ),
        sa.Column("person", sa.BigInteger, _person(), nullable=False, index=True),
        sa.Column("card", sa.Integer, sa.ForeignKey("cards.id", ondelete="CASCADE"), index=True),
        sa.Column("rung", sa.String(64)),
        sa.Column("text", sa.String(512), nullable=False),
        sa.Column("due", sa.String(20), nullable=False),
        sa.Column("at", sa.String(20), nullable=False, index=True),
        sa.Column("fate", sa.String(12), nullable=False),
    )


def _person() -> sa.ForeignKey:
    return sa.ForeignKey("people.id", ondelete="CASCADE")
