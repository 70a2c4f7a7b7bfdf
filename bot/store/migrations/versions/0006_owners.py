"""Hand-offs to humans, feedback, what was not answered, and utterances learned with one tap."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_TEXT = sa.String(512)


def _person(*, key: bool = True) -> "sa.Column[int]":
    owner = sa.ForeignKey("people.id", ondelete="CASCADE")
    return sa.Column("person", sa.BigInteger, owner, primary_key=key, nullable=False)


def upgrade() -> None:
    _handoffs()
    _feedback()
    _unanswered()


def _handoffs() -> None:
    op.create_table(
        "handoffs",
        _person(),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("chat", sa.BigInteger),
        sa.Column("thread", sa.BigInteger),
        sa.Column("head", sa.BigInteger),
        sa.Column("question", _TEXT, nullable=False, server_default=""),
        sa.Column("changed", sa.String(20), nullable=False),
    )
    op.create_table(
        "relays",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True
        ),
        _person(key=False),
        sa.Column("theirs", sa.BigInteger, nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("ours", sa.BigInteger, nullable=False),
        sa.Column("sent", sa.String(20), nullable=False),
    )
    op.create_index("ix_relays_sent", "relays", ["sent"])
    op.create_index("ix_relays_chat_ours", "relays", ["chat", "ours"])
    op.create_index("ix_relays_person_theirs", "relays", ["person", "theirs"])
    op.create_table(
        "support_chats",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("moved_to", sa.BigInteger),
        sa.Column("lost", sa.String(20)),
    )


def _feedback() -> None:
    op.create_table(
        "feedback",
        _person(),
        sa.Column("topic", sa.String(64), primary_key=True),
        sa.Column("operator", sa.String(32), primary_key=True, server_default=""),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("answer", sa.String(16), nullable=False, server_default=""),
        sa.Column("changed", sa.String(20), nullable=False),
    )
    op.create_index("ix_feedback_changed", "feedback", ["changed"])


def _unanswered() -> None:
    op.create_table(
        "unanswered",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("outcome", sa.String(8), nullable=False),
        sa.Column("times", sa.Integer, nullable=False, server_default="1"),
        sa.Column("state", sa.String(8), nullable=False, server_default="open"),
        sa.Column("asked", sa.String(20), nullable=False),
        sa.UniqueConstraint("text", "language", name="uq_unanswered_text"),
    )
    op.create_index("ix_unanswered_asked", "unanswered", ["asked"])
    op.create_table(
        "askers",
        _person(),
        sa.Column(
            "question", sa.Integer, sa.ForeignKey("unanswered.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("asked", sa.String(20), nullable=False),
    )
    op.create_table(
        "learned",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("taught", sa.String(20), nullable=False),
        sa.Column("undone", sa.String(20)),
        sa.Column("written", sa.String(20)),
    )
