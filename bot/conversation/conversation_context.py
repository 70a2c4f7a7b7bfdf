"""What a talk knows: the last topic, whose line it is, what was asked, which messages answered what."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

TOPIC_LASTS = timedelta(minutes=10)
LINE_LASTS = timedelta(hours=24)
PROMPT_LASTS = timedelta(minutes=10)
QUESTION_LASTS = timedelta(hours=1)
QUESTION = 300
PAIRS = 10


@dataclass(frozen=True)
class Line:
    """Of a person's line: operator id, kind (prepaid, subscription, travel), card id, place (abroad, france),
    payment (as the advisor's), and the name of an operator that we do not know."""

    operator: str | None = None
    kind: str | None = None
    card: str | None = None
    place: str | None = None
    payment: str | None = None
    unknown: str | None = None

    def told(self, more: "Line") -> "Line":
        """With what was told anew; another operator brings its own kind and card."""
        known = {name: value for name, value in asdict(more).items() if value}
        if more.operator and more.operator != self.operator:
            return replace(Line(place=self.place, payment=self.payment), **known)
        if more.unknown:
            return replace(Line(place=self.place, payment=self.payment), **known)
        return replace(self, **known)

    def __bool__(self) -> bool:
        return any(asdict(self).values())


@dataclass(frozen=True)
class SavedCard:
    """A card that a person keeps: its nickname, operator id and kind."""

    name: str
    operator: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Pair:
    """A question and its answer: message ids, and what the answer was about."""

    question: int
    answer: int
    topic: str | None
    operator: str | None


@dataclass(frozen=True)
class Prompt:
    """What the bot asked for: `kind` is confirm, date, name, amount, words, zone or operator; `route` is the
    packed route that takes the line, `draft` what was gathered so far; until when it is awaited."""

    kind: str
    route: str = ""
    draft: str = ""
    until: datetime | None = None


@dataclass(frozen=True)
class ConversationContext:
    """One row a person. The topic is fresh for ten minutes, the line for a day; `topics` are those answered,
    `options` those of the last message (asked in it, or offered); `repeats` counts how often in a row the
    same answer was given; `album` is the last one that was answered. For an hour: `question`, the last one
    asked (masked, cut), and `complaints`, how often the person said that an answer was wrong."""

    topic: str | None = None
    line: Line = Line()
    prompt: Prompt | None = None
    pairs: tuple[Pair, ...] = ()
    topics: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    repeats: int = 0
    album: str | None = None
    topic_until: datetime | None = None
    line_until: datetime | None = None
    question: str | None = None
    complaints: int = 0
    question_until: datetime | None = None

    def fresh(self, now: datetime) -> "ConversationContext":
        """Without what has grown old."""
        keeps_topic = self.topic_until is None or self.topic_until > now
        keeps_line = self.line_until is None or self.line_until > now
        keeps_question = self.question_until is not None and self.question_until > now
        keeps_prompt = self.prompt is None or self.prompt.until is None or self.prompt.until > now
        return replace(
            self,
            topic=self.topic if keeps_topic else None,
            topics=self.topics if keeps_topic else (),
            options=self.options if keeps_topic else (),
            repeats=self.repeats if keeps_topic else 0,
            line=self.line if keeps_line else Line(),
            prompt=self.prompt if keeps_prompt else None,
            question=self.question if keeps_question else None,
            complaints=self.complaints if keeps_question else 0,
        )

    def wondered(self, question: str, now: datetime) -> "ConversationContext":
        """After this question (masked), which a human may be shown."""
        return replace(self, question=question[:QUESTION], question_until=now + QUESTION_LASTS)

    def complained(self, now: datetime) -> "ConversationContext":
        """After one more complaint."""
        return replace(self, complaints=self.complaints + 1, question_until=now + QUESTION_LASTS)

    def aged(self, now: datetime) -> "ConversationContext":
        """What may still be kept when nothing was said for ten minutes: the line, for its day."""
        left = self.fresh(now)
        keeps_line = self.line_until is not None and self.line_until > now
        return ConversationContext(
            line=left.line if keeps_line else Line(),
            line_until=self.line_until if keeps_line and left.line else None,
            question=left.question,
            complaints=left.complaints if left.question else 0,
            question_until=left.question_until if left.question else None,
        )

    def about(self, topic: str | None, now: datetime, options: Sequence[str] = ()) -> "ConversationContext":
        """After an answer about this topic; None leaves the topic as it is."""
        if topic is None:
            return self
        again = topic == self.topic
        return replace(
            self,
            topic=topic,
            topics=self.topics if again and self.topics else (*self.topics, topic)[-PAIRS:],
            options=tuple(options) or (self.options if again else ()),
            repeats=self.repeats + 1 if again else 0,
            topic_until=now + TOPIC_LASTS,
        )

    def offered(self, topics: Sequence[str], now: datetime) -> "ConversationContext":
        """After a choice between topics: the first of them is what is talked about until another is taken."""
        kept = replace(self, options=tuple(topics), repeats=0, topic_until=now + TOPIC_LASTS)
        return replace(kept, topic=topics[0]) if topics else kept

    def replied(self, topic: str | None, operator: str | None) -> "ConversationContext":
        """For a reply to an older answer: that answer is the subject."""
        if not topic:
            return self
        line = self.line.told(Line(operator=operator)) if operator else self.line
        repeats = self.repeats if topic == self.topic else -1
        return replace(self, topic=topic, line=line, repeats=repeats, topic_until=None)

    def before(self, pair: Pair) -> "ConversationContext":
        """As it was before a question, so that it can be asked anew: its answer is not the last topic."""
        if pair.topic is None or pair.topic != self.topic:
            return self
        topics = self.topics[:-1] if self.topics[-1:] == (pair.topic,) else self.topics
        return replace(self, topic=topics[-1] if topics else None, topics=topics, options=(), repeats=0)

    def told(self, line: Line, now: datetime) -> "ConversationContext":
        """After something was told of the line."""
        return replace(self, line=self.line.told(line), line_until=now + LINE_LASTS) if line else self

    def answered(self, pair: Pair) -> "ConversationContext":
        """With the message that answered another; the last ten are kept."""
        others = tuple(old for old in self.pairs if old.question != pair.question)
        return replace(self, pairs=(*others, pair)[-PAIRS:])

    def pair_of(self, message: int) -> Pair | None:
        """The pair in which a message is the question or the answer."""
        return next((pair for pair in reversed(self.pairs) if message in (pair.question, pair.answer)), None)

    def asked(self, prompt: Prompt | None, now: datetime) -> "ConversationContext":
        """Waiting for a line, or for none any more."""
        return replace(self, prompt=prompt and replace(prompt, until=now + PROMPT_LASTS))

    def packed(self) -> dict[str, Any]:
        """As JSON, moments in UTC."""
        row = {field.name: getattr(self, field.name) for field in fields(self)}
        row["line"] = {name: value for name, value in asdict(self.line).items() if value}
        row["pairs"] = [[pair.question, pair.answer, pair.topic, pair.operator] for pair in self.pairs]
        row["topics"], row["options"] = list(self.topics), list(self.options)
        row["topic_until"], row["line_until"] = _text(self.topic_until), _text(self.line_until)
        row["question_until"] = _text(self.question_until)
        prompt = self.prompt
        row["prompt"] = prompt and {**asdict(prompt), "until": _text(prompt.until)}
        return {name: value for name, value in row.items() if value}

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "ConversationContext":
        """From `packed`. TypeError or ValueError where it is something else."""
        prompt = row.get("prompt")
        return cls(
            topic=row.get("topic"),
            line=Line(**row.get("line", {})),
            prompt=Prompt(**{**prompt, "until": _moment(prompt["until"])}) if prompt else None,
            pairs=tuple(Pair(*pair) for pair in row.get("pairs", ())),
            topics=tuple(row.get("topics", ())),
            options=tuple(row.get("options", ())),
            repeats=int(row.get("repeats", 0)),
            album=row.get("album"),
            topic_until=_moment(row.get("topic_until")),
            line_until=_moment(row.get("line_until")),
            question=row.get("question"),
            complaints=int(row.get("complaints", 0)),
            question_until=_moment(row.get("question_until")),
        )


def _text(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
