"""How well talks are understood: labelled dialogues, held with the responder, and figures of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.content.languages import LANGUAGES, Language
from bot.conversation.conversation_context import ConversationContext, Line, Pair, Prompt, SavedCard
from bot.conversation.responder import Responder
from bot.conversation.turn import Turn

ZONE = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZONE)
_PACE = timedelta(seconds=30)  # between two turns
_ANY = "any"


@dataclass(frozen=True)
class ExpectedTurn:
    """What a person says and what should come of it. `topics`: any of these, empty where none is; `acts`
    likewise, None where no act is judged; `operator` None is not judged."""

    say: str
    outcome: str = _ANY
    topics: tuple[str, ...] = ()
    operator: str | None = None
    acts: tuple[str | None, ...] | None = None
    note: str = ""
    reply_to: int | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "ExpectedTurn":
        topic = row.get("expect_topic")
        topics = topic if isinstance(topic, list) else [topic] if topic else []
        act = row.get("expect_act")
        acts = None if "expect_act" not in row else tuple(act) if isinstance(act, list) else (act,)
        return cls(
            row["say"], row.get("expect", _ANY), tuple(topics), row.get("expect_operator"), acts,
            row.get("note", ""), row.get("reply_to"),
        )  # fmt: skip

    def is_met(self, turn: Turn) -> bool:
        """Whether outcome, topic, operator and act are right."""
        found = turn.finding
        if self.outcome != _ANY and found.outcome != self.outcome:
            return False
        if self.operator and found.operator != self.operator:
            return False
        if self.acts is not None and self.acts != (None,) and turn.act not in self.acts:
            return False
        return self._is_topic_met(turn)

    def _is_topic_met(self, turn: Turn) -> bool:
        found = turn.finding
        if not self.topics:
            return self.outcome == _ANY or found.topic is None
        if found.outcome == "choose":
            offered = {topic for topic, _ in found.candidates[:4]}
            return not offered.isdisjoint(self.topics)
        return found.topic in self.topics


@dataclass(frozen=True)
class Dialogue:
    """`given` is what the bot knows before the first turn."""

    language: str
    given: Mapping[str, Any]
    turns: tuple[ExpectedTurn, ...]

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Dialogue":
        """KeyError or TypeError where it is none."""
        return cls(row["lang"], row.get("given") or {}, tuple(map(ExpectedTurn.of, row["turns"])))

    @property
    def preferred(self) -> Language:
        return next((language for language in LANGUAGES if language == self.language), "zh-Hans")


def is_dialogue(row: Mapping[str, Any]) -> bool:
    """Told from a labelled question by its turns."""
    return "turns" in row


def hold(
    dialogue: Dialogue, responder: Responder, judged: Callable[[str], bool] = lambda _: False
) -> list[Turn]:
    """What the bot understands, turn by turn; `judged` says whether a message is judged as true or false."""
    now, context = _begun(dialogue.given)
    held: list[Turn] = []
    for number, expected in enumerate(dialogue.turns, 1):
        here = _subject(context, held, expected.reply_to)
        notice = bool(dialogue.given.get("notice")) and number == 1
        turn = responder.respond(
            expected.say,
            here,
            now,
            language=dialogue.preferred,
            notice=notice,
            judged=judged(expected.say),
            cards=_cards(dialogue.given),
        )
        pair = Pair(2 * number - 1, 2 * number, turn.finding.topic, turn.finding.operator)
        context = turn.context.answered(pair)
        held.append(turn)
        now += _PACE
    return held


def _subject(context: ConversationContext, held: Sequence[Turn], reply_to: int | None) -> ConversationContext:
    """The talk as it is for a reply to an earlier turn."""
    if reply_to is None or not 0 < reply_to <= len(held):
        return context
    earlier = held[reply_to - 1].finding
    return context.replied(earlier.topic, earlier.operator)


def _begun(given: Mapping[str, Any]) -> tuple[datetime, ConversationContext]:
    now = datetime.fromisoformat(given["now"]) if given.get("now") else NOW
    now = now if now.tzinfo else now.replace(tzinfo=ZONE)
    context = ConversationContext()
    if given.get("answered"):
        context = context.about(given["answered"], now)
    if given.get("operator"):
        context = context.told(Line(operator=given["operator"]), now)
    if given.get("prompt"):
        context = context.asked(Prompt(given["prompt"]), now)
    return now, context


def _cards(given: Mapping[str, Any]) -> list[SavedCard]:
    rows = (row if isinstance(row, dict) else {"operator": row} for row in given.get("cards") or ())
    return [SavedCard(row.get("name") or "", row.get("operator"), row.get("kind")) for row in rows]


@dataclass
class _Tally:
    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        self.right += right
        self.of += 1

    def share(self) -> dict[str, float]:
        return {"of": self.of, "right": round(self.right / max(self.of, 1), 4)}


def report_of(dialogues: Sequence[Dialogue], held: Sequence[Sequence[Turn]]) -> dict[str, Any]:
    """Shares right: of turns, from the second on, of whole dialogues; by language, note and number."""
    groups: defaultdict[str, defaultdict[str, _Tally]] = defaultdict(lambda: defaultdict(_Tally))
    for dialogue, turns in zip(dialogues, held, strict=True):
        pairs = list(zip(dialogue.turns, turns, strict=True))
        right = [expected.is_met(turn) for expected, turn in pairs]
        groups["dialogues"]["whole"].add(all(right))
        for number, (is_right, (expected, _)) in enumerate(zip(right, pairs, strict=True), 1):
            groups["dialogues"]["turns"].add(is_right)
            if number > 1:
                groups["dialogues"]["later"].add(is_right)
            groups["by_language"][dialogue.language].add(is_right)
            groups["by_note"][expected.note or "-"].add(is_right)
    return {
        name: {key: tally.share() for key, tally in sorted(group.items())} for name, group in groups.items()
    }


def misses(dialogues: Iterable[Dialogue], held: Iterable[Sequence[Turn]]) -> list[str]:
    """A line for each turn that is wrong: which dialogue, what was said, expected and understood."""
    lines = []
    for at, (dialogue, turns) in enumerate(zip(dialogues, held, strict=True), 1):
        for number, (expected, turn) in enumerate(zip(dialogue.turns, turns, strict=True), 1):
            if not expected.is_met(turn):
                found, topics = turn.finding, "/".join(expected.topics) or None
                wanted = f"{expected.outcome} {topics} {expected.operator} {expected.acts}"
                got = f"{found.outcome} {found.topic} {found.operator} {turn.act}"
                lines.append(f"{at}.{number} [{expected.note}] {expected.say!r}: {wanted}, got {got}")
    return lines
