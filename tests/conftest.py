"""What many tests share: the real words, learnt once a session."""

import asyncio
import fcntl
import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from bot.content.library import Library
from bot.content.reading import read
from bot.knowledge import KnowledgeBase, load_knowledge
from bot.store.database import Database, database_url
from bot.store.migrate import migrate

# The same examples in every run of CI: what fails there fails again. At home they differ, and find more.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI") == "true":
    settings.load_profile("ci")

FIGURES = pytest.StashKey[list[str]]()
FAQ = Path(__file__).parent.parent / "faq"


# Their work is asked for again and again by tests that are measured: tracing it would double its time.
_UNMEASURED = ("[postgresql", "test_crawl.py", "test_simple_display.py", "test_noise.py", "test_labelled_")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = []
    # Every bot here speaks plain HTTP with this machine: it need not read a hundred authorities for that.
    os.environ["SSL_CERT_FILE"] = str(Path(__file__).parent / "auxil" / "authority.pem")
    # Learnt words are many objects that stay: looking through them often finds nothing.
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if any(part in item.nodeid for part in _UNMEASURED):
            item.add_marker(pytest.mark.no_cover)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of pytest-xdist hands its figures to the process that tells them."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["figures"] = session.config.stash[FIGURES]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[FIGURES] += getattr(node, "workeroutput", {}).get("figures", [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Figures that tests measured, whether or not their output was captured."""
    for line in config.stash[FIGURES]:
        terminalreporter.write_line(line)


@pytest.fixture
def figure(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Tell a figure under the results."""
    return pytestconfig.stash[FIGURES].append


@pytest.fixture(scope="session")
def library() -> Library:
    """The real words."""
    return read(FAQ)


@pytest.fixture(scope="session")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the real words are learnt already, by one worker for all."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "learnt"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        load_knowledge(FAQ, folder)
    return folder


@pytest.fixture(scope="session")
def knowledge(learnt: Path) -> KnowledgeBase:
    """The real words and what was learnt from them."""
    return load_knowledge(FAQ, learnt)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite with the tables of today: copying it is ten times as fast as making them."""
    folder = tmp_path_factory.mktemp("migrated")

    async def make() -> None:
        database = Database(database_url(None, folder))
        await migrate(database)
        await database.close()

    asyncio.run(make())
    return folder / "xufei.sqlite3"
