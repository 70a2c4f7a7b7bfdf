"""Buttons that have shipped stay readable: the list is only ever added to."""

from pathlib import Path

import pytest

from bot.content.library import Library
from bot.screens import render
from bot.screens.render_context import RenderContext
from bot.screens.routes import Route, unpack
from tests.screens.test_routes import KINDS

FILE = Path(__file__).with_name("shipped_buttons.txt")
SHIPPED = [line for line in FILE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("packed", SHIPPED)
def test_a_shipped_button_is_still_read(packed: str, library: Library) -> None:
    route = unpack(packed)
    assert isinstance(route, Route)
    assert unpack(route.pack()) == route
    if type(route) in render.rendered():
        assert render.render(route, RenderContext(library, "en")).text


def test_every_kind_of_button_is_in_the_list() -> None:
    listed = {packed.split(":")[0] for packed in SHIPPED}
    assert sorted(kind.__name__ for kind in KINDS if kind.tag not in listed) == []
