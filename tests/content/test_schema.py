"""The schemas that editors complete by fit the models and the files."""

import json
import re
from typing import Any

import pytest
import yaml

from bot.content import schema
from tests.conftest import FAQ

FOLDER = FAQ / "schema"


class _Yaml12(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """As an editor reads YAML: dates, on and no are text; numbers, true and false are not."""


_Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag.rpartition(":")[2] in ("int", "float", "null")]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])


def errors(data: Any, name: str) -> list[str]:
    validator = pytest.importorskip("jsonschema").Draft202012Validator(schema.schemas()[name])
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def test_the_committed_schemas_are_those_of_the_models() -> None:
    made = {name: schema.text(each) for name, each in schema.schemas().items()}
    assert {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")} == made


@pytest.mark.parametrize(
    "folder", ["topics", "operators", "channels", "cards", "symptoms", "trees", "phrases", "letters"]
)
def test_the_real_files_fit_their_schema(folder: str) -> None:
    name = f"{folder.removesuffix('s')}.json"
    paths = sorted((FAQ / folder).glob("*.yaml"))
    faults = [(path.name, fault) for path in paths for fault in errors(_read(path.read_text("utf-8")), name)]
    assert paths
    assert faults == []


@pytest.mark.parametrize("table", ["rules", "glossary"])
def test_the_real_tables_fit_their_schema(table: str) -> None:
    assert errors(_read((FAQ / f"{table}.yaml").read_text("utf-8")), f"{table}.json") == []


def _read(text: str) -> Any:
    return yaml.load(text, Loader=_Yaml12)


def test_a_misspelt_key_and_a_missing_language_are_seen_while_typing() -> None:
    data = {"title": "x", "french": "y", "meaning": {"zh-Hans": "z", "en": "z"}, "wen": "w", "when": "w"}
    found = " ".join(errors(data, "phrase.json"))
    assert "'wen' was unexpected" in found
    assert "meaning" in found


def test_the_id_is_not_asked_for_and_traditional_is_optional() -> None:
    text = {"zh-Hans": "z", "en": "z", "fr": "z"}
    assert errors({"title": text, "french": "y", "meaning": text, "when": "plain"}, "phrase.json") == []


def test_written_files_are_what_editors_load(tmp_path: Any) -> None:
    written = schema.write(tmp_path / "schema")
    assert {path.name for path in written} == set(schema.schemas())
    assert json.loads((tmp_path / "schema" / "topic.json").read_text("utf-8"))["required"][0] == "section"
