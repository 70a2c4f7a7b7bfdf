"""The sweep over a large table: one that finds nothing due, and one that claims 100.

    .venv/bin/python benchmarks/delivery.py [--rows 10000 100000 1000000] [--rounds 50]

Fills a SQLite database with reminders of as many people as there are tens of rows (most in the future, one in
ten sent already), then measures whole claims as the bot makes them: from the call to the rows in hand, the
commit included. Prints milliseconds, the median and the slowest of the rounds. Before each claim of 100,
exactly 100 rows are made due, outside of the measured time; a third line is for a backlog of 10,000 due rows
with 1,000 of them on their way. Goals: nothing due under 5 ms, 100 claimed under 50 ms, flat.

Measured on two shared cores with other work running, median (slowest) of 40 rounds, in milliseconds:

    rows        nothing due     claims 100      claims 100 of 10,000
    10,000      2.3 (9)         8.3 (35)        7.9 (36)
    100,000     3.8 (9)         8.5 (16)        8.7 (22)
    1,000,000   1.6 (12)        5.4 (20)        8.0 (20)
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update

from bot.store.database import Database, database_url
from bot.store.migrate import migrate
from bot.store.outbox import Outbox
from bot.store.tables import people, reminders

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
LEASE = timedelta(minutes=2)
BATCH = 20_000


async def fill(database: Database, rows: int) -> None:
    """Reminders over two years ahead, one in ten told already."""
    async with database.writing() as connection:
        count = max(1, rows // 10)
        for start in range(0, count, BATCH):
            some = range(start + 1, min(start + BATCH, count) + 1)
            await connection.execute(insert(people), [{"id": number, "created": NOW} for number in some])
        for start in range(0, rows, BATCH):
            some = range(start, min(start + BATCH, rows))
            await connection.execute(insert(reminders), list(made(some, count)))


def made(numbers: range, count: int) -> Iterator[dict[str, Any]]:
    """Rows with deadlines spread evenly, told ones in the past."""
    for number in numbers:
        told = number % 10 == 0
        due = NOW + timedelta(seconds=60 + number * 7919 % 63_000_000) * (-1 if told else 1)
        yield {
            "person": number % count + 1,
            "text": f"充 Lebara {number}",
            "wall": due.strftime("%Y-%m-%dT%H:%M"),
            "zone": "Europe/Paris",
            "due": due,
            "state": "sent" if told else "active",
            "changed": NOW,
        }


async def make_due(database: Database, first: int, count: int) -> None:
    """Exactly these rows are due, whatever happened to them before."""
    some = reminders.c.id.between(first, first + count - 1)
    change = update(reminders).where(some)
    async with database.writing() as connection:
        await connection.execute(change.values(state="active", due=NOW - timedelta(minutes=5), lease=None))


async def settle(database: Database) -> None:
    """Nothing is due any more."""
    late = (reminders.c.state == "active") & (reminders.c.due <= NOW)
    async with database.writing() as connection:
        await connection.execute(update(reminders).where(late).values(state="sent", lease=None))


async def timed(step: Callable[[], Awaitable[list[Any]]], expected: int) -> float:
    """Milliseconds of one claim that must bring so many rows."""
    began = time.perf_counter()
    claimed = await step()
    taken = (time.perf_counter() - began) * 1000
    assert len(claimed) == expected, f"{len(claimed)} rows instead of {expected}"
    return taken


async def measure(rows: int, rounds: int) -> dict[str, list[float]]:
    """Milliseconds by kind of sweep."""
    taken: dict[str, list[float]] = {"nothing due": [], "claims 100": [], "claims 100 of 10,000": []}
    with tempfile.TemporaryDirectory() as folder:
        database = Database(database_url(None, Path(folder)))
        await migrate(database)
        await fill(database, rows)
        outgoing = Outbox(database)

        async def claim() -> list[Any]:
            return list(await outgoing.claim(NOW, 100, LEASE))

        await claim()
        for number in range(rounds):
            taken["nothing due"].append(await timed(claim, 0))
            await make_due(database, 1 + number * 100, 100)
            taken["claims 100"].append(await timed(claim, 100))
            await settle(database)
        await make_due(database, 1, min(rows, 10_000))
        for _ in range(10):
            await claim()
        taken["claims 100 of 10,000"] = [await timed(claim, 100) for _ in range(min(rounds, 40))]
        await database.close()
    return taken


def main() -> None:
    """Measure each size and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=50)
    wishes = parser.parse_args()
    for rows in wishes.rows:
        for kind, taken in asyncio.run(measure(rows, wishes.rounds)).items():
            middle, slowest = statistics.median(taken), max(taken)
            print(
                f"{rows:>9,} rows, {kind:<22} median {middle:6.2f} ms, slowest {slowest:6.2f} ms", flush=True
            )


if __name__ == "__main__":
    main()
