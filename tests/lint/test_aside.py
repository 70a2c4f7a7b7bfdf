"""Work in a copy of the process gives what it gives here, its errors too."""

import os
import subprocess
import sys

import pytest

from bot.lint.aside import aside

_ALONE = """
import os
from bot.lint.aside import aside
here = os.getpid()
done = aside(lambda: (os.getpid() != here, [1, 2]))
print(done())
try:
    aside(lambda: 1 // 0)()
except ZeroDivisionError as error:
    print(error)
"""


@pytest.mark.skipif(
    sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="copies only on Linux, two cores"
)
def test_a_process_without_threads_works_on_both_processors() -> None:
    done = subprocess.run([sys.executable, "-c", _ALONE], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["(True, [1, 2])", "integer division or modulo by zero"]


def test_beside_other_threads_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 2)
    here = os.getpid()
    assert aside(os.getpid)() == here
