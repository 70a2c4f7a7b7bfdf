from pathlib import Path

import numpy as np
import pytest

from bot.match import cache

ARRAYS: dict[str, np.ndarray] = {
    "steps": np.arange(600_000, dtype=np.int8).reshape(-1, 3),
    "scale": np.ones(3, np.float32),
}


def test_an_array_left_in_the_file_reads_as_it_was_written(tmp_path: Path) -> None:
    cache.write(tmp_path / "kept.npz", "key", ARRAYS, {"words": ["充值"]})
    arrays, words = cache.read(tmp_path / "kept.npz", "key", mapped="steps")
    assert words == {"words": ["充值"]}
    assert set(arrays) == set(ARRAYS)
    assert all((arrays[name] == ARRAYS[name]).all() for name in ARRAYS)


@pytest.mark.parametrize("share", [0.1, 0.4, 0.6])
def test_one_changed_byte_is_noticed(tmp_path: Path, share: float) -> None:
    file = tmp_path / "kept.npz"
    cache.write(file, "key", ARRAYS, {})
    damaged = bytearray(file.read_bytes())
    damaged[int(len(damaged) * share)] ^= 1
    file.write_bytes(damaged)
    with pytest.raises(cache.CacheMismatch):
        cache.read(file, "key", mapped="steps")


def test_what_is_replaced_stays_readable_for_who_reads_it(tmp_path: Path) -> None:
    cache.write(tmp_path / "kept.npz", "key", ARRAYS, {})
    arrays, _ = cache.read(tmp_path / "kept.npz", "key", mapped="steps")
    cache.write(tmp_path / "kept.npz", "new", {"steps": np.zeros(2, np.int8)}, {})
    assert (arrays["steps"] == ARRAYS["steps"]).all()
