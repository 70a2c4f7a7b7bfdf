"""Places packed into 64 bytes and back; a packed place is a contract."""

from dataclasses import fields
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.content.library import Library
from bot.screens import render as drawing
from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.routes import LIMIT, Route, RouteTooLong, unpack

KINDS = [
    kind
    for kind in vars(routes).values()
    if isinstance(kind, type) and issubclass(kind, Route) and kind is not Route
]
NAMES = some.text("abcdefghijklmnopqrstuvwxyz0123456789-.", min_size=1, max_size=14)
IDS = some.from_regex(r"[a-z0-9]{0,4}[a-z][a-z0-9-]{0,9}", fullmatch=True) | some.just("-")
ID_FIELDS = ("operator", "kind", "where", "pay", "channel", "symptom", "topic")


@some.composite
def any_place(draw: Any) -> Route:
    kind = draw(some.sampled_from(KINDS))
    values = {}
    for field in fields(kind):
        if "int" in str(field.type):
            values[field.name] = draw(some.integers(0, 999))
        else:
            optional = "None" in str(field.type)
            names = IDS if field.name in ID_FIELDS else NAMES
            values[field.name] = draw(some.none() | names if optional else names)
    return cast(Route, kind(**values))


@given(any_place())
def test_what_is_packed_comes_out_again(route: Route) -> None:
    try:
        packed = route.pack()
    except RouteTooLong:
        return
    assert len(packed.encode()) <= LIMIT
    assert unpack(packed) == route


@pytest.mark.parametrize(
    "forged", ["49583726", "PUK 49583726", "<b>", "FR7630006000011234567890189", "é", " "]
)
@pytest.mark.parametrize("data", ["t:refund:{}", "t:{}", "a:orange:{}", "ca:{}:prepaid", "e:app:{}"])
def test_what_is_no_id_is_no_field_of_ours(data: str, forged: str) -> None:
    assert unpack(data.format("orange")) is not None
    assert unpack(data.format(forged)) is None


@given(some.text(max_size=80))
def test_tampered_data_is_a_place_or_nothing_and_never_an_error(data: str) -> None:
    found = unpack(data)
    assert found is None or isinstance(found, Route)


@given(some.sampled_from([kind.tag for kind in KINDS]), some.lists(some.text(max_size=12), max_size=6))
def test_tampered_fields_draw_a_screen(library: Library, tag: str, parts: list[str]) -> None:
    route = unpack(":".join([tag, *parts]))
    if route is None or type(route) in drawing.rendered():
        assert drawing.render(route, RenderContext(library, "en")).text


@pytest.mark.parametrize(
    "data", ["", ":", "t", "t:", "t:a:b:c:d:e", "v:pay:x", "hg:one", "?", "nothing:here"]
)
def test_data_that_fits_no_place_is_nothing(data: str) -> None:
    assert unpack(data) is None


def test_no_two_kinds_share_a_tag() -> None:
    assert len({kind.tag for kind in KINDS}) == len(KINDS)
    with pytest.raises(TypeError, match="is taken by MenuRoute"):
        type("Other", (Route,), {"tag": "m"})


def test_a_place_of_65_bytes_is_refused() -> None:
    assert len(routes.TopicRoute("x" * 62).pack()) == 64
    with pytest.raises(RouteTooLong):
        routes.TopicRoute("x" * 63).pack()
    with pytest.raises(RouteTooLong):
        routes.TopicRoute("充" * 21).pack()


@pytest.mark.parametrize(
    ("route", "packed"),
    [
        (routes.MenuRoute(), "m"),
        (routes.TopicRoute("pay-abroad"), "t:pay-abroad"),
        (routes.TopicRoute("pay-abroad", None, "prepaid"), "t:pay-abroad::prepaid"),
        (
            routes.GuideRoute("channel-website", "orange", None, "prepare"),
            "g:channel-website:orange::prepare",
        ),
        (routes.GlossaryRoute(), "hg:0"),
        (routes.AdvisorRoute("-", None, "abroad"), "a:-::abroad"),
    ],
)
def test_buttons_in_old_chats_are_still_read(route: Route, packed: str) -> None:
    assert route.pack() == packed
    assert unpack(packed) == route


def test_a_field_that_an_old_button_lacks_has_its_default() -> None:
    assert unpack("hg") == routes.GlossaryRoute(0)
    assert unpack("t:pay-abroad") == routes.TopicRoute("pay-abroad")
