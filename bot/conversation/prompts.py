"""A line after the bot asked for one, or after a notice: yes, no, never mind, the data itself."""

from dataclasses import replace

from bot.cards.zones import resolve
from bot.content.library import Library
from bot.conversation.phrases import Phrases
from bot.conversation.statement import StatementReader
from bot.conversation.turn import Turn, TurnMaker
from bot.conversation.utterance import ASKS, SHORT, SURER_ACT, Utterance, size
from bot.dates.clarification import Clarification
from bot.dates.phrase import read
from bot.match.normalize import Normalizer

# Acts that answer what the bot asked for; those that are heard as what they are, at any prompt.
_ANSWERS = frozenset({"confirm", "deny", "cancel", "done", "later", "menu"})
_HEARD = frozenset({"thanks", "greeting", "goodbye", "complaint", "language", "who-are-you", "despair",
                    "human", "my-dates"})  # fmt: skip
_OF_NOTICES = ("done", "later", "cancel", "confirm", "thanks")


class PromptReader:
    def __init__(
        self, library: Library, normalizer: Normalizer, statements: StatementReader, turns: TurnMaker
    ) -> None:
        self._zones, self._statements, self._turns = library.zones, statements, turns
        self._later, self._asks, self._done, self._trouble = (
            Phrases(library.cues.get(name, ()), normalizer)
            for name in ("later", "asks", "done-topup", "trouble")
        )

    def prompted(self, said: Utterance) -> Turn | None:
        """What was asked for: yes, no, or a line of data; then nothing is asked any more."""
        prompt = said.context.prompt
        if prompt is None or prompt.kind == "operator":
            return None
        if self._is_readable(prompt.kind, said):
            return self._done_asking(replace(self._turns.none(said, None), data=True))
        act = said.act()
        if act in _ANSWERS:
            return self._done_asking(self._turns.none(said, act))
        if act in _HEARD and said.recognised.share >= SURER_ACT:
            return None
        if prompt.kind != "confirm" and not self._is_question(prompt.kind, said):
            return self._done_asking(replace(self._turns.none(said, None), data=True))
        return None

    def _done_asking(self, turn: Turn) -> Turn:
        return replace(turn, context=replace(turn.context, prompt=None))

    def _is_readable(self, kind: str, said: Utterance) -> bool:
        """Whether a line is of the kind that was asked for, and asks nothing."""
        if ASKS.search(said.text):
            return False
        if kind == "amount":
            return bool(self._statements.cents(said.text)) or _is_number(said.text)
        if kind == "zone":
            return resolve(said.text, self._zones) is not None
        if kind not in ("date", "confirm"):
            return False
        found = read(said.text, said.now, said.language, self._zones)
        return found.moment is not None or (kind == "date" and found.problem is not Clarification.NO_DATE)

    def _is_question(self, kind: str, said: Utterance) -> bool:
        """Whether a line that cannot be read as what was asked for is a question."""
        asks = bool(ASKS.search(said.text)) or self._asks.inside(said.told.masked)
        if kind in ("name", "words"):
            return asks and said.finding.outcome == "answer"
        return asks or said.finding.outcome == "answer"

    def after_notice(self, said: Utterance) -> Turn | None:
        """Words after a notice: done, or later."""
        if not said.notice:
            return None
        act = said.act()
        if act in _OF_NOTICES:
            return self._turns.none(said, act)
        line = said.told.masked
        if ASKS.search(said.text) or self._asks.inside(line) or size(line) > SHORT * 2:
            return None
        if size(line) <= SHORT and self._later.inside(line):
            return self._turns.none(said, "later")
        if self._done.inside(line) and not self._trouble.inside(line):
            return self._turns.none(said, "done")
        return None


def _is_number(text: str) -> bool:
    return text.strip().replace(",", ".").replace(".", "", 1).isdecimal()
