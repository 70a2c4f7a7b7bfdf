"""JSON Schemas of the YAML files, made from the models, so that an editor completes while one types."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from bot.content.content_types import CONTENT_TYPES


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by its file's name."""
    return {
        f"{row.schema}.json": _schema(Mapping[str, row.model] if row.table else row.model)  # type: ignore[name-defined]
        for row in CONTENT_TYPES.values()
    }


def write(folder: Path) -> list[Path]:
    """Write every schema into a folder; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / name
        path.write_text(text(schema), "utf-8")
        written.append(path)
    return written


def text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema(model: Any) -> dict[str, Any]:
    schema = TypeAdapter(model).json_schema(by_alias=True)
    if isinstance(model, type) and issubclass(model, BaseModel):
        _as_file(schema)
    for name, definition in schema.get("$defs", {}).items():
        _as_written(name, definition)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_plain(schema)}


def _as_file(schema: dict[str, Any]) -> None:
    """The file's name is the id; wordings, which a running bot no longer needs, an editor must write."""
    schema["properties"].pop("id", None)
    needed = [name for name in schema.get("required", []) if name not in ("id", "wordings")]
    schema["required"] = needed + ["wordings"] * ("wordings" in schema["properties"])


def _as_written(name: str, definition: dict[str, Any]) -> None:
    """Texts as editors write them: Traditional is made, a plain string stands for all languages."""
    if name in ("Fact", "Source"):
        for key in ("page_date", "entry", "read"):
            definition["properties"][key]["anyOf"].append({"const": "none"})
    if name == "Answer":
        written = dict(definition)
        definition.clear()
        definition |= {
            "description": written.pop("description"),
            "anyOf": [{"$ref": "#/$defs/Text"}, written],
        }
    if name == "Text":
        written = dict(definition)
        written["required"] = [key for key in written["required"] if key != "zh-Hant"]
        description = written.pop("description", "")
        definition.clear()
        definition |= {"description": description, "anyOf": [{"type": "string", "minLength": 1}, written]}


def _plain(value: Any) -> Any:
    """Without the titles and defaults that pydantic adds; and with numbers where a text may look like one,
    as an editor reads `value: 3244` and `page_date: 2022`."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    plain = {
        key: {name: _plain(below) for name, below in item.items()} if key == "properties" else _plain(item)
        for key, item in value.items()
        if key not in ("title", "default")
    }
    if plain.get("type") == "string" and not {"enum", "format"} & plain.keys():
        plain["type"] = ["string", "number"]
    return plain


if __name__ == "__main__":
    write(Path(__file__).parent.parent.parent / "faq" / "schema")
