"""A kind of content that is added is checked, drawn and described."""

from bot.content.content_types import CONTENT_TYPES
from bot.content.library import Library
from bot.lint.checks import CHECKS, EVERYWHERE, all_checks
from bot.lint.screens import SCREENS, WITHOUT_SCREEN
from bot.screens.render import rendered
from tests.conftest import FAQ


def test_every_kind_of_content_has_checks() -> None:
    assert [name for name in CONTENT_TYPES if not CHECKS.get(name)] == []
    assert [name for name in CHECKS if name not in CONTENT_TYPES] == []


def test_every_kind_of_content_has_screens_or_is_known_to_have_none() -> None:
    assert [name for name in CONTENT_TYPES if name not in (*SCREENS, *WITHOUT_SCREEN)] == []
    assert [name for name in (*SCREENS, *WITHOUT_SCREEN) if name not in CONTENT_TYPES] == []
    assert [route for shown in SCREENS.values() for route in shown if route not in rendered()] == []


def test_every_kind_of_content_has_a_schema_and_a_place_in_the_library() -> None:
    described = [row.schema for row in CONTENT_TYPES.values()]
    assert [name for name in described if not (FAQ / "schema" / f"{name}.json").is_file()] == []
    assert [name for name in CONTENT_TYPES if name not in Library.__dataclass_fields__] == []


def test_no_check_is_forgotten_by_the_table() -> None:
    assert len(all_checks()) == len(set(all_checks())) > 20
    assert set(EVERYWHERE) <= set(all_checks())
