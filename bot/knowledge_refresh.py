"""New words for a bot that serves: learnt apart, held against the check, then taken in one assignment."""

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.problem import ContentError, Problem
from bot.knowledge import KnowledgeBase, command, learnt_and_checked, take_result, wanted_key
from bot.learnt_states import LearntStates
from bot.screens.word_screens import Change, NewWords

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Offer:
    """Words that wait, learnt, and what they would change."""

    knowledge: KnowledgeBase
    words: NewWords


@dataclass
class KnowledgeRefresh:
    """Which words serve, which should, and why not yet. Hold `turn` while words are read and compared."""

    faq: Path
    data: Path
    serving: str
    """The hash of the words that serve."""
    problems: Sequence[Problem] = ()
    learning: bool = False
    seconds: float = 0.0
    """How long the last attempt took."""
    waiting: Offer | None = None
    """What was read last and does not serve yet."""
    kept_back: str = ""
    """The hash of words that somebody decided not to use."""
    since: float = field(default_factory=time.monotonic)
    """When these words began to serve, on the machine's own clock."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def is_behind(self) -> bool:
        """Whether other words stand in the folder than those that serve, wait or were kept back. Reads it."""
        waits = self.waiting.knowledge.library.key if self.waiting else ""
        return wanted_key(self.faq) not in (self.serving, self.kept_back, waits)

    @property
    def state(self) -> str:
        """`current`, `learning`, or `broken`: the last good words serve in place of these."""
        return "learning" if self.learning else "broken" if self.problems else "current"

    async def run(self) -> KnowledgeBase | None:
        """What is learnt from the folder's words, for `offer` and `publish`; None where it can't be.

        ContentError where the words are broken, or where `xufei check` finds an error in them.
        """
        began = time.monotonic()
        self.learning = True
        try:
            return await self._run()
        except ContentError as error:
            self.problems = error.problems
            raise
        finally:
            self.learning, self.seconds = False, time.monotonic() - began

    async def _run(self) -> KnowledgeBase | None:
        found = await asyncio.to_thread(learnt_and_checked, self.faq, self.data)
        if found is None:
            logger.info("Learning the words of %s; those before answer meanwhile", self.faq)
            await _learn(self.faq, self.data)
            found = await asyncio.to_thread(learnt_and_checked, self.faq, self.data)
        if found is None:
            logger.error("The words of %s could not be learnt: is DATA_DIR writable?", self.faq)
            return None
        self.problems = ()
        return found

    def offer(self, knowledge: KnowledgeBase, changes: Sequence[Change], total: int) -> Offer:
        """Let these words wait; those that waited before are forgotten."""
        library = knowledge.library
        words = NewWords(library.key[:12], len(library.topics), changes, total, self.seconds)
        self.waiting = Offer(knowledge, words)
        return self.waiting

    def publish(self, offer: Offer) -> None:
        """Note that these words serve from now on."""
        self.serving, self.since = offer.knowledge.library.key, time.monotonic()
        self.waiting, self.kept_back = None, ""

    def keep_back(self, offer: Offer) -> None:
        """Note that these words are not wanted: they are not offered again before the folder changes."""
        self.kept_back, self.waiting = offer.knowledge.library.key, None

    def is_told(self) -> bool:
        """Whether those who run the bot know of these faults already; they do from now on."""
        return LearntStates(self.data).is_told(wanted_key(self.faq), self.problems)


async def _learn(faq: Path, data: Path) -> None:
    pipe = asyncio.subprocess.PIPE
    learner = await asyncio.create_subprocess_exec(
        *command(faq, data, "--check"), stdout=pipe, stderr=pipe, stdin=asyncio.subprocess.DEVNULL
    )
    try:
        printed, error = await learner.communicate()
    finally:
        # A bot that stops does not wait for it.
        if learner.returncode is None:
            learner.kill()
            await learner.wait()
    take_result(learner.returncode or 0, printed.decode(), error.decode(errors="replace"))
