"""The beginning of a topic."""

from pathlib import Path

from bot.content.library import Library
from bot.content.strict_yaml import parse
from bot.content.topic_template import begin, template


def test_a_template_is_yaml_with_what_was_asked_and_its_neighbours(library: Library) -> None:
    text = template({"zh-Hans": ['他说："不行"', "第二句"]}, ["scam", "nosuch"], library)
    assert '他说：\\"不行\\"' in text
    assert "# scam: " in text and "nosuch" not in text
    assert not parse(text).faults


def test_a_topic_is_begun_once_and_under_an_id_only(library: Library, tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    assert begin("lost-paper", ["scam"], tmp_path, library) == tmp_path / "topics" / "lost-paper.yaml"
    for wrong in ("lost-paper", "../x", "Lost", ""):
        assert begin(wrong, [], tmp_path, library) is None
