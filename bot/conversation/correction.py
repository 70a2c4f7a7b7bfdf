"""What was meant instead: "no, I meant the PIN", 不对，我是 SFR 的, "not Orange"."""

from bot.content.library import Library
from bot.conversation.phrases import Phrases
from bot.conversation.turn import OFFERED, Turn, TurnMaker
from bot.conversation.utterance import CLAUSES, LIKELY, Utterance
from bot.match.normalize import Normalizer


class Corrections:
    def __init__(self, library: Library, normalizer: Normalizer, turns: TurnMaker) -> None:
        self._turns = turns
        self._denials, self._doubts, self._corrections = (
            Phrases(library.cues.get(name, ()), normalizer) for name in ("denial", "doubt", "correction")
        )
        self._not, self._but, self._openings = (
            Phrases(library.cues.get(name, ()), normalizer) for name in ("not-this", "but-this", "opening")
        )

    def corrected(self, said: Utterance) -> Turn | None:
        """What was meant instead: the rest of the sentence, for itself."""
        parts = CLAUSES.split(said.text)
        for at in range(len(parts)):
            if not at and not said.context.topic:
                continue
            last = said.of("，".join(parts[at:])) if at else said
            rest = self._after_correction(last.told.masked)
            if rest and rest != last.told.masked:
                return self.other(last.tail(rest))
        return self._contrasted(said, parts)

    def _contrasted(self, said: Utterance, parts: list[str]) -> Turn | None:
        """ "Not this, that", where the one clause denies and the next names: 不是密码，是短信码."""
        if not said.context.topic:
            return None
        lines = [said.of(part).told.masked for part in parts]
        for at, line in enumerate(lines[:-1]):
            if self._not.after(self._bared(line)) is None:
                continue
            if (rest := self._but.after(lines[at + 1])) is not None:
                last = said.of("，".join(parts[at + 1 :]))
                return self.other(last.tail(rest) if rest else last)
        return None

    def _bared(self, line: str) -> str:
        """Without the small words and doubts before a denial."""
        while (rest := self._doubts.after(line)) is not None and self._not.after(line) is None:
            line = rest
        return self._openings.without_heads(line)

    def _after_correction(self, line: str) -> str | None:
        """What follows words such as "no, I meant", "不对", "je voulais dire"."""
        after = self._denials.after(line)
        before = self._doubts.after(line) if after is None else after
        rest = self._corrections.after(line if before is None else before)
        return after if rest is None else rest

    def other(self, said: Utterance) -> Turn:
        """The last answer again for another line, or another topic."""
        rest, topic = self._corrections.after(said.told.masked), said.context.topic
        if rest:
            said = said.tail(rest)
        found = said.finding
        of_line = said.told.denied or (said.told.line.operator and found.outcome != "answer")
        if topic and (said.told.only or of_line):
            return self._turns.answer(said, topic, "correction")
        others = [pair for pair in found.candidates if pair[0] != topic]
        if found.outcome == "answer" and found.topic != topic:
            return self._turns.result(said, found, "correction")
        if others and (others[0][1] >= LIKELY or (found.topic == topic and others[0][1] >= OFFERED)):
            return self._turns.answer(said, others[0][0], "correction")
        return (
            self._turns.answer(said, topic, "correction")
            if topic
            else self._turns.result(said, found, "correction")
        )
