"""The tiny folder, as a fixture."""

from pathlib import Path

import pytest

from tests.content.tiny import Faq


@pytest.fixture
def faq(tmp_path: Path) -> Faq:
    return Faq(tmp_path)
