"""How many functions and files of ours a reader passes on four ways through the house.

    .venv/bin/python -m benchmarks.hops

A question, /remind, the OK under its read-back and a tap go through the local chat; `sys.setprofile` notes
every function of `bot/` that is entered while the update is handled. `match`, `dates` and the emulator are
left out, as are comprehensions, which stand inside the function that holds them. Ways are walked once before
they are counted, so that what is built only once counts for none. Prints a table and where the functions
stand; ends with 1 where a way is over its bound.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from bot.app import local_chat
from bot.clock import MovableClock
from bot.knowledge import load_knowledge
from bot.settings import Settings, load
from tests.auxil.local import Json, Person

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"
LEFT_OUT = ("match", "dates", "emulator")
ENTRY = "PerChatProcessor._work"
BOUNDS = {"question": (40, 14), "/remind": (35, 14), "OK": (35, 14)}  # functions, files


@dataclass
class Hops:
    """The functions that a way enters, in order: (file under bot/, name)."""

    entered: dict[tuple[str, str], None] = field(default_factory=dict)

    @property
    def files(self) -> list[str]:
        return list(dict.fromkeys(file for file, _ in self.entered))

    def note(self, frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(str(BOT)) or code.co_name.startswith("<"):
            return
        file = str(Path(code.co_filename).relative_to(BOT))
        if file.split("/")[0] not in LEFT_OUT and _is_handling(frame):
            self.entered[file, code.co_qualname] = None


def _is_handling(frame: FrameType | None) -> bool:
    """Whether an update is being handled here, rather than polled, delivered or tidied beside it."""
    while frame is not None:
        if frame.f_code.co_qualname == ENTRY:
            return True
        frame = frame.f_back
    return False


@contextmanager
def counted() -> Iterator[Hops]:
    hops = Hops()
    sys.setprofile(hops.note)
    try:
        yield hops
    finally:
        sys.setprofile(None)


async def walk(person: Person) -> dict[str, Hops]:
    """Each way twice; the second time is counted."""
    found: dict[str, Hops] = {}

    async def way(name: str, step: Callable[[], Awaitable[Json]]) -> None:
        with counted() as hops:
            await step()
            await asyncio.sleep(0)
        found[name] = hops

    for _ in range(2):
        await way("question", lambda: person.ask("人在国内怎么交法国话费"))
        await way("tap", lambda: person.tap(person.labels[0]))
        await way("/remind", lambda: person.ask("/remind 下个月15号 Lebara"))
        await way("OK", lambda: person.tap("✓"))
    return found


async def measure(settings: Settings) -> dict[str, Hops]:
    knowledge = load_knowledge(ROOT / "faq", settings.data_dir)
    async with local_chat(settings, knowledge, MovableClock(), port=0) as local:
        person = Person(local.server, 1, "zh-hans")
        try:
            await person.ask("/start")
            return await walk(person)
        finally:
            person.close()


def main() -> int:
    parser = argparse.ArgumentParser(description="Functions and files on four ways through the house")
    parser.add_argument("--list", action="store_true", help="print each function")
    parser.add_argument("--data", type=Path, help="a data folder in which the words are learnt already")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or Path(folder)
        found = asyncio.run(measure(load({"DATA_DIR": str(data), "PORT": "0"}, Path("/nonexistent/.env"))))
    print(f"{'way':<12}{'functions':>10}{'bound':>8}{'files':>8}{'bound':>8}")
    over = 0
    for name, hops in found.items():
        functions, files = BOUNDS.get(name, (0, 0))
        bounds = f"{functions or '':>8}", f"{files or '':>8}"
        print(f"{name:<12}{len(hops.entered):>10}{bounds[0]}{len(hops.files):>8}{bounds[1]}")
        packages = Counter(file.split("/")[0] for file, _ in hops.entered)
        print("    " + ", ".join(f"{package} {count}" for package, count in packages.most_common()))
        over += bool(functions) and (len(hops.entered) > functions or len(hops.files) > files)
        for file, function in hops.entered if arguments.list else ():
            print(f"    {file:<40}{function}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
