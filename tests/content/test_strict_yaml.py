"""YAML as editors mean it."""

import pytest

from bot.content.strict_yaml import parse


@pytest.mark.parametrize(
    "said", ["22:00", "on", "no", "yes", "off", "0123", "1_000", "2026-11-20", "1e3", "~"]
)
def test_every_plain_word_stays_the_text_that_was_typed(said: str) -> None:
    assert parse(f"key: {said}").data == {"key": said}


def test_nothing_is_none_and_quotes_are_an_empty_text() -> None:
    assert parse('a:\nb: ""').data == {"a": None, "b": ""}


def test_keys_are_texts_too() -> None:
    assert parse("on: x\n22:00: y\n1: z").data == {"on": "x", "22:00": "y", "1": "z"}


def test_a_key_that_stands_twice_is_refused_on_its_second_line() -> None:
    (fault,) = parse("a:\n  b: 1\n  c: 2\n  b: 3\n").faults
    assert (fault.line, fault.message) == (4, "key 'b' stands here twice")


@pytest.mark.parametrize("tag", ["!!python/object:os.system", "!secret"])
def test_tags_of_programs_are_refused(tag: str) -> None:
    (fault,) = parse(f"a: 1\nb: {tag} x").faults
    assert fault.line == 2
    assert "unknown tag" in fault.message


def test_every_path_knows_its_line() -> None:
    document = parse("a: 1\nb:\n  - x\n  - c:\n      d: y\n")
    assert [document.line(path) for path in (("a",), ("b",), ("b", 1), ("b", 1, "c", "d"))] == [1, 2, 4, 5]


def test_a_path_that_is_missing_has_the_line_of_what_holds_it() -> None:
    assert parse("a: 1\nb:\n  c: 2\n").line(("b", "zh-Hant", 3)) == 2


def test_a_syntax_error_is_told_with_its_line() -> None:
    (fault,) = parse("a: 1\nb: [1, 2\nc: 3\n").faults
    assert fault.line == 3
    assert fault.message.startswith("not YAML")


def test_characters_that_no_yaml_may_hold_are_a_fault_and_no_crash() -> None:
    (fault,) = parse("a: \x00").faults
    assert fault.message.startswith("not YAML")


def test_an_empty_file_is_nothing() -> None:
    assert parse("# only a comment\n").data is None
