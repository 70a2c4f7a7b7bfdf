"""What many tests share: the real words, learnt once a session."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.library import Library
from bot.content.reading import read
from bot.shelf import Shelf, open_shelf

FIGURES = pytest.StashKey[list[str]]()
FAQ = Path(__file__).parent.parent / "faq"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = []


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
    """A data folder in which the real words are learnt already."""
    folder = tmp_path_factory.mktemp("learnt")
    open_shelf(FAQ, folder)
    return folder


@pytest.fixture(scope="session")
def shelf(learnt: Path) -> Shelf:
    """The real words and what was learnt from them."""
    return open_shelf(FAQ, learnt)
