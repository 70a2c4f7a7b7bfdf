"""Messages of several parts: a pasted SMS, two questions, a long story, small words around a question."""

import re

from bot.content.library import Library
from bot.conversation.line import LineTold
from bot.conversation.phrases import Phrases
from bot.conversation.turn import Turn, TurnMaker
from bot.conversation.utterance import CLAUSES, LIKELY, SHORT, SURE_QUESTION, Utterance, size
from bot.match.normalize import Normalizer

_QUOTE = re.compile(r"[\"“「『«]([^\"”」』»]{12,})[\"”」』»]")


def _is_place(told: LineTold) -> bool:
    """Whether a clause says where somebody is, and nothing else."""
    return told.only and told.line.place is not None and not told.line.operator


class LongMessages:
    def __init__(self, library: Library, normalizer: Normalizer, turns: TurnMaker) -> None:
        self._turns = turns
        self._also, self._paid, self._openings, self._closings = (
            Phrases(library.cues.get(name, ()), normalizer) for name in ("also", "paid", "opening", "closing")
        )

    def beside_place(self, said: Utterance) -> Turn | None:
        """What is asked beside where somebody is: "je suis à Dakar, ma puce ne marche plus"."""
        parts = [part.strip() for part in CLAUSES.split(said.text) if part.strip()]
        if len(parts) < 2 or not said.told.line.place:
            return None
        places = [part for part in parts if _is_place(said.of(part).told)]
        rest = [part for part in parts if part not in places]
        if not rest or not places or said.of(places[0]).finding.candidates[0][0] != said.finding.topic:
            return None
        found = said.of("，".join(rest)).finding
        told = found.outcome == "answer" or found.symptom is not None
        return self._turns.result(said, found) if told and found.topic != said.finding.topic else None

    def quoted(self, said: Utterance) -> Turn | None:
        """A pasted message with "what does it mean": what the message is about."""
        quote = _QUOTE.search(said.text)
        if quote is None or said.finding.outcome == "answer":
            return None
        found = said.of(quote[1]).finding
        best, score = found.candidates[0]
        return self._turns.answer(said, best) if score >= LIKELY else None

    def several_asked(self, said: Utterance) -> Turn | None:
        """Two questions in one sentence: the first is answered, the other told besides."""
        parts = self._also.parts(said.told.masked)
        if len(parts) < 2 or said.finding.outcome == "answer":
            return None
        found = [said.of(said.named(part)).finding for part in parts]
        topics = list(dict.fromkeys(str(f.topic) for f in found if f.outcome == "answer"))
        return self._turns.answer(said, topics[0], besides=tuple(topics[1:])) if topics else None

    def story(self, said: Utterance) -> Turn | None:
        """A long story: its last clauses weigh most; where money has left, no payment has failed."""
        parts = [part for part in CLAUSES.split(said.text) if part.strip()]
        if said.finding.outcome != "choose" or len(parts) < 3 or size(said.told.masked) <= SHORT:
            return None
        paid = self._paid.inside(said.told.masked)
        for count in range(1, 4):
            found = said.of("，".join(parts[-count:])).finding
            if found.outcome == "answer" and not (paid and found.topic == "payment-failed"):
                return self._turns.answer(said, str(found.topic))
        return None

    def bared(self, said: Utterance) -> Turn | None:
        """A question between small words: "lol ok, how do I cancel then"."""
        if said.finding.outcome != "choose":
            return None
        line = said.told.masked
        bare = self._closings.without_tails(self._openings.without_heads(line))
        if not bare or bare == line:
            return None
        found = said.of(said.named(bare)).finding
        sure = found.outcome == "answer" and found.candidates[0][1] >= SURE_QUESTION
        return self._turns.answer(said, str(found.topic)) if sure else None
