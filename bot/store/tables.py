"""The tables. Moments are UTC in ISO 8601 (`utc`), so that SQLite and PostgreSQL sort them alike."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

NICKNAME, TEXT = 64, 512
"""The longest nickname and the longest words of a reminder, in characters."""
NOTE, LINK = 300, 256

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as UTC text to the second."""

    impl = String(20)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return datetime.fromisoformat(value) if value else None


people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(8)),
    Column("zone", String(64)),
    Column("advice", String(64)),
    Column("guide", String(64)),
    Column("created", Moment, nullable=False),
    # Since when Telegram refuses what the bot sends them (blocked, chat gone); None: it arrives.
    Column("blocked", Moment),
    # How they want to be reminded; None: as everybody. The hour (0-23) at which cards remind; the quiet hours
    # from one hour to another; the weekday (0 is Monday) of a look ahead; the ladder as in `cards`.
    Column("hour", Integer),
    Column("quiet_from", Integer),
    Column("quiet_to", Integer),
    Column("digest", Integer),
    Column("ladder", String(64)),
    Column("digested", Moment),
    # 1: screens without bars and emoji, one button a row.
    Column("simple", Integer),
)

conversations = Table(
    "conversations",
    metadata,
    Column("person", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    # What the talk knows, as JSON (`ConversationContext.packed`).
    Column("state", Text, nullable=False),
    Column("changed", Moment, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    # Telegram's number of an update, and a mark of its content.
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("mark", String(24), primary_key=True),
    # The update as JSON until it is finished; then None.
    Column("body", Text),
    # Until then one copy works on it, and no other does.
    Column("lease", Moment),
    Column("received", Moment, nullable=False, index=True),
)

buckets = Table(
    "buckets",
    metadata,
    # How much a person may still send, for copies that share a PostgreSQL; of who never wrote before too.
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(8), primary_key=True),
    # `RateLimiter.dump` as JSON.
    Column("state", String(256), nullable=False),
    Column("changed", Moment, nullable=False, index=True),
)

questions = Table(
    "questions",
    metadata,
    # Masked, of nobody, and of a day (2026-11-20), no moment.
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("text", String(TEXT), nullable=False),
    Column("language", String(8), nullable=False),
    Column("topic", String(64)),
    Column("asked", String(10), nullable=False, index=True),
)

counts = Table(
    "counts",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("name", String(96), primary_key=True),
    Column("count", Integer, nullable=False),
)

handoffs = Table(
    "handoffs",
    metadata,
    # A person's talk with a human: waiting (none has answered yet), talking, closed, blocked.
    Column("person", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String(8), nullable=False),
    # The support chat, its topic for this person (in a forum), and the message with the question.
    Column("chat", BigInteger),
    Column("thread", BigInteger),
    Column("head", BigInteger),
    # What was sent there: the question, masked.
    Column("question", String(TEXT), nullable=False, server_default=""),
    Column("changed", Moment, nullable=False),
)

relays = Table(
    "relays",
    metadata,
    # A message of a hand-off on both sides, so that edits and replies find their counterpart.
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("person", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("theirs", BigInteger, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("ours", BigInteger, nullable=False),
    Column("sent", Moment, nullable=False, index=True),
    Index("ix_relays_chat_ours", "chat", "ours"),
    Index("ix_relays_person_theirs", "person", "theirs"),
)

support_chats = Table(
    "support_chats",
    metadata,
    # SUPPORT_CHAT_ID as it was set; where that group has moved to; since when it is out of reach.
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("moved_to", BigInteger),
    Column("lost", Moment),
)

feedback = Table(
    "feedback",
    metadata,
    # One verdict of a person on an answer: helped, wrong, outdated, unclear, not-mine, not-helped.
    Column("person", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("topic", String(64), primary_key=True),
    Column("operator", String(32), primary_key=True, server_default=""),
    Column("verdict", String(16), nullable=False),
    Column("language", String(8), nullable=False),
    # The hash of the answer that was seen, so that who found it outdated is told when it changes.
    Column("answer", String(16), nullable=False, server_default=""),
    Column("changed", Moment, nullable=False, index=True),
)

unanswered = Table(
    "unanswered",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    # Masked, and of nobody: no person stands here.
    Column("text", String(TEXT), nullable=False),
    Column("language", String(8), nullable=False),
    # none, choose, or neither (none of what was offered).
    Column("outcome", String(8), nullable=False),
    Column("times", Integer, nullable=False, server_default="1"),
    # open, taught, foreign (not ours), draft.
    Column("state", String(8), nullable=False, server_default="open"),
    Column("asked", Moment, nullable=False, index=True),
    UniqueConstraint("text", "language"),
)

askers = Table(
    "askers",
    metadata,
    # Who wants to be told when a question has an answer, by their own tap.
    Column("person", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("question", Integer, ForeignKey("unanswered.id", ondelete="CASCADE"), primary_key=True),
    Column("asked", Moment, nullable=False),
)

learned = Table(
    "learned",
    metadata,
    # An utterance that was taught with one tap: means a topic, or "" for what is not ours.
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("text", String(TEXT), nullable=False),
    Column("topic", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    Column("taught", Moment, nullable=False),
    # Since when it no longer holds; changed or undone rows stay, so that copies see the change.
    Column("undone", Moment),
    # Since when it stands in faq/.
    Column("written", Moment),
)

cards = Table(
    "cards",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("owner", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("operator", String(32)),
    Column("kind", String(16)),
    Column("nickname", String(NICKNAME), nullable=False),
    # Days as YYYY-MM-DD, in the owner's zone: what the person told.
    Column("last_topup", String(10)),
    Column("plan_end", String(10)),
    Column("credit_end", String(10)),
    Column("number_death", String(10)),
    Column("cents", Integer),
    Column("keeping", Integer, nullable=False, server_default="0"),
    # Days before (30) and after (-3) each end at which to remind, comma-separated; None: the usual ones.
    Column("ladder", String(64)),
    # Top-ups as 2026-11-20=1000, its cents left out where nobody said; comma-separated, the newest last.
    Column("topups", String(256), nullable=False, server_default=""),
    # A monthly plan: the day of the month on which it is charged, the end of its price, until when to cancel.
    Column("charge_day", Integer),
    Column("price_until", String(10)),
    Column("cancel_by", String(10)),
    # A travel eSIM: the day on which its data was used up.
    Column("used_up", String(10)),
    # A cycle of the person's own: so many days after the last use.
    Column("cycle_days", Integer),
    Column("cycle_last", String(10)),
    Column("note", String(NOTE), nullable=False, server_default=""),
    Column("link", String(LINK), nullable=False, server_default=""),
    Column("created", Moment, nullable=False),
    # Kept for a minute, so that a deletion can be undone.
    Column("deleted", Moment),
)

members = Table(
    "members",
    metadata,
    Column("card", Integer, ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True),
    Column("person", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
)

invites = Table(
    "invites",
    metadata,
    Column("token", String(32), primary_key=True),
    Column("card", Integer, ForeignKey("cards.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("until", Moment, nullable=False),
    # So many may still join with it.
    Column("uses", Integer, nullable=False, server_default="5"),
)

renewals = Table(
    "renewals",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("card", Integer, ForeignKey("cards.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person", BigInteger, nullable=False),
    Column("day", String(10), nullable=False),
    Column("plan_end", String(10)),
    Column("cents", Integer),
    # The card's values before and after it (JSON), so that a renewal can be undone without touching what was
    # told since. `after` is None in rows of earlier versions.
    Column("before", String(512), nullable=False),
    Column("after", String(512)),
    Column("created", Moment, nullable=False),
)

reminders = Table(
    "reminders",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("person", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    # A rung of a card's ladder; both None for a reminder that the person typed.
    Column("card", Integer, ForeignKey("cards.id", ondelete="CASCADE"), index=True),
    Column("rung", String(64)),
    Column("text", String(TEXT), nullable=False),
    # Wall-clock time (2026-12-15T09:00) and zone are the truth; `due` is derived from them.
    Column("wall", String(16), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("rule", String(256)),
    Column("due", Moment, nullable=False),
    # active, paused (by the person), blocked (Telegram refuses), sent, deleted; draft (told, its OK is
    # missing; its wall is empty while no time is known), replaced (what a reminder was before a change)
    Column("state", String(8), nullable=False),
    # The state before it was deleted.
    Column("was", String(8)),
    # Nobody may claim the row before: it is being sent, or tried again then.
    Column("lease", Moment),
    # 1 from a claim to its known outcome. A claim that finds 1 is a doubt: it may have arrived already.
    Column("claimed", Integer, nullable=False, server_default="0"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("doubts", Integer, nullable=False, server_default="0"),
    Column("sent_at", Moment),
    # 1: told every day until it is confirmed.
    Column("insists", Integer, nullable=False, server_default="0"),
    Column("changed", Moment, nullable=False),
    # Of a draft: the line that asked for a time, the reminder that it changes, and the checksum on the
    # button of a read-back that was sent before drafts were rows.
    Column("phrase", String(TEXT), nullable=False, server_default=""),
    Column("replaces", BigInteger, index=True),
    Column("checksum", String(8), index=True),
    UniqueConstraint("person", "card", "rung"),
    # With the lease in it, rows that wait are skipped without being read.
    Index("ix_reminders_state_due", "state", "due", "lease"),
)

# What arrived, so that a person can look it up; it goes with time.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("person", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("card", Integer, ForeignKey("cards.id", ondelete="CASCADE"), index=True),
    Column("rung", String(64)),
    Column("text", String(TEXT), nullable=False),
    Column("due", Moment, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    # sent, late, merged (into one message with another), doubtful (it may have come twice)
    Column("fate", String(12), nullable=False),
)

# Private calendar addresses; a revoked one is remembered, so that it is told apart from one that never was.
feeds = Table(
    "feeds",
    metadata,
    Column("token", String(32), primary_key=True),
    Column("person", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created", Moment, nullable=False),
    Column("revoked", Moment),
)
