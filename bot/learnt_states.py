"""What was learnt from words, on disk by their hash: in DATA_DIR, and as it came with the package."""

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from bot.content.problem import Problem

FOLDER = "learnt"
PACKAGED = Path(__file__).parent / FOLDER
LIBRARY = "library.json"
_WORDS, _CHECKED, _SERVING, _TOLD = "words", "checked", "serving", "told"
# As many as an editor goes back and forth between; each takes some 30 MB.
_KEPT = 3


class LearntStates:
    """One folder for each set of words. A folder that can't be written is no fault: nothing is kept then.

    `packaged` is the state that was learnt when the package was built; it is never changed.
    """

    def __init__(self, data: Path, packaged: Path = PACKAGED) -> None:
        self._root = data / FOLDER
        self._packaged = packaged

    def folder(self, key: str) -> Path:
        """Where what is learnt from the words of this hash goes."""
        return self._root / key[:16]

    def of(self, key: str) -> Iterator[Path]:
        """Folders that may hold what was learnt from the words of this hash."""
        found = self.folder(key)
        if found.is_dir():
            with contextlib.suppress(OSError):
                os.utime(found)  # so that what is in use is not cleared away
        yield found
        yield self._packaged

    def last_good(self) -> list[Path]:
        """States that served before, the newest first, and at last the packaged one."""
        served = self._read(_SERVING).split()
        return [*(self._root / name for name in served if "/" not in name), self._packaged]

    def serve(self, key: str) -> None:
        """Note that these words serve now; clear away what has not been used for longest."""
        name = self.folder(key).name
        before = [each for each in self._read(_SERVING).split() if each != name]
        self._write(_SERVING, " ".join([name, *before][:_KEPT]))
        self._tidy()

    def is_checked(self, key: str) -> bool:
        """Whether `xufei check` found no error in these words; those of the package passed it when built."""
        return (self.folder(key) / _CHECKED).exists() or self._packaged_key() == key

    def check_passed(self, key: str) -> None:
        """Note that these words hold no error."""
        with contextlib.suppress(OSError):
            (self.folder(key) / _CHECKED).touch()

    def keep_words(self, key: str, faq: Path) -> None:
        """Keep a copy of the words themselves: code of another version learns from them anew."""
        with contextlib.suppress(OSError, shutil.Error):
            shutil.copytree(faq, self.folder(key) / _WORDS, ignore=_only_yaml, dirs_exist_ok=True)

    def words(self) -> list[Path]:
        """Copies of words that served before, the newest first."""
        return [words for state in self.last_good() if (words := state / _WORDS).is_dir()]

    def is_told(self, key: str, problems: Sequence[Problem]) -> bool:
        """Whether those who run the bot were told of just these faults before; they are from now on."""
        mark = json.dumps([key, [asdict(problem) for problem in problems]], sort_keys=True)
        told = self._read(_TOLD) == mark
        self._write(_TOLD, mark)
        return told

    def _packaged_key(self) -> str:
        try:
            return str(json.loads((self._packaged / LIBRARY).read_bytes())["key"])
        except (OSError, ValueError, KeyError):
            return ""

    def _read(self, name: str) -> str:
        try:
            return (self._root / name).read_text("utf-8")
        except (OSError, ValueError):
            return ""

    def _write(self, name: str, text: str) -> None:
        fresh = self._root / f"{name}.{os.getpid()}.new"
        with contextlib.suppress(OSError):
            self._root.mkdir(parents=True, exist_ok=True)
            fresh.write_text(text, "utf-8")
            fresh.replace(self._root / name)

    def _tidy(self) -> None:
        with contextlib.suppress(OSError):
            states = [each for each in self._root.iterdir() if each.is_dir()]
            newest = sorted(states, key=lambda each: each.stat().st_mtime, reverse=True)
            kept = {self._root / name for name in self._read(_SERVING).split()} | set(newest[:_KEPT])
            for state in set(states) - kept:
                shutil.rmtree(state, ignore_errors=True)


def _only_yaml(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if not (name.endswith(".yaml") or (Path(folder) / name).is_dir())}
