"""YAML as editors mean it."""

import time
from pathlib import Path

import pytest

from bot.content.strict_yaml import LARGEST, load, parse


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


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (LAUGHS, 1, "aliases (*name) that grow without end"),
        ("a: &a\n  b: *a\n", 1, "aliases (*name) that grow without end"),
        ("x: 1\ny: " + "[" * 100_000, 2, "nested too deep"),
        ("x: " + "{a: " * 5_000, 1, "nested too deep"),
        ("- " * 50_000 + "x", 1, "nested too deep"),
        ("? " * 50_000 + "x", 1, "nested too deep"),
        ("".join(" " * depth + "a:\n" for depth in range(400)), 241, "nested too deep"),
    ],
)
def test_what_would_take_all_memory_or_time_is_refused_at_once(text: str, line: int, message: str) -> None:
    began = time.process_time()
    (fault,) = parse(text).faults
    assert (fault.line, fault.message) == (line, message)
    assert time.process_time() - began < 1


def test_an_alias_says_a_thing_again() -> None:
    assert parse("a: &a [x, y]\nb: *a\n").data == {"a": ["x", "y"], "b": ["x", "y"]}


def test_an_ampersand_in_a_sentence_is_no_alias() -> None:
    assert parse("a: B & you, R &D\nb: x *y*\n").data == {"a": "B & you, R &D", "b": "x *y*"}


@pytest.mark.parametrize("content", ["话费".encode("gbk"), "a: 话费".encode("utf-16"), b"\xff\xfe"])
def test_a_file_of_another_encoding_is_named_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.yaml").write_bytes(content)
    (fault,) = load(tmp_path / "a.yaml", tmp_path).faults
    assert fault.message.startswith("is not UTF-8")


def test_a_mark_of_byte_order_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("a: 1".encode("utf-8-sig"))
    assert load(tmp_path / "a.yaml", tmp_path).data == {"a": "1"}


def test_a_link_out_of_the_folder_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "faq"
    folder.mkdir()
    (tmp_path / "secret").write_text("a: 1")
    (folder / "out.yaml").symlink_to(tmp_path / "secret")
    (folder / "huge.yaml").write_bytes(b"#" * (LARGEST + 1))
    assert [load(folder / f"{name}.yaml", folder).faults[0].message for name in ("out", "huge")] == [
        "leads out of the folder of the words",
        "is larger than 1 MB",
    ]


def test_a_file_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert load(tmp_path / "none.yaml", tmp_path).data is None
