"""All that a person keeps, as JSON or CSV: written out, read in again."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final, get_type_hints

from bot.cards.card import Card, Renewal
from bot.cards.deadlines import TopUp
from bot.cards.recurrence import validate
from bot.cards.reminder import Reminder
from bot.cards.zones import iana_names

VERSION: Final = 1
MOST_ROWS: Final = 2000
"""Rows of one file; more is none of ours."""
_OF_CARD: Final = tuple(field.name for field in fields(Card) if field.name not in ("id", "owner"))
_OF_RENEWAL: Final = ("day", "plan_end", "cents")
_OF_REMINDER: Final = ("text", "wall", "zone", "rule", "insists")
_COLUMNS: Final = ("row", "card", *dict.fromkeys((*_OF_CARD, *_OF_RENEWAL, *_OF_REMINDER)))
_YEARS: Final = range(2000, 2100)
_LONGEST: Final = 512
_LARGEST: Final = 10**7


@dataclass(frozen=True)
class KeptCard:
    """A card's values by the names of Card, without whose it is, and its renewals, oldest first."""

    values: Mapping[str, Any]
    renewals: tuple[tuple[date, date | None, int | None], ...] = ()


@dataclass(frozen=True)
class KeptReminder:
    """A reminder that was typed; `wall` is naive wall-clock time in `zone`."""

    text: str
    wall: datetime
    zone: str
    rule: str | None = None
    insists: int = 0


@dataclass(frozen=True)
class Collection:
    """What one file holds."""

    cards: tuple[KeptCard, ...] = ()
    reminders: tuple[KeptReminder, ...] = ()


def as_rows(
    cards: Iterable[Card], histories: Mapping[int, Sequence[Renewal]], reminders: Iterable[Reminder]
) -> list[dict[str, Any]]:
    """Every card, renewal and reminder as a flat row; `card` numbers the cards of the file."""
    rows: list[dict[str, Any]] = []
    for number, card in enumerate(cards, 1):
        values = {name: _plain(name, getattr(card, name)) for name in _OF_CARD}
        rows.append({"row": "card", "card": number, **_filled(values)})
        for renewal in reversed(histories.get(card.id, ())):
            values = {name: _plain(name, getattr(renewal, name)) for name in _OF_RENEWAL}
            rows.append({"row": "renewal", "card": number, **_filled(values)})
    for reminder in reminders:
        values = {name: _plain(name, getattr(reminder, name)) for name in _OF_REMINDER}
        rows.append({"row": "reminder", **_filled(values)})
    return rows


def to_json(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows as a JSON file."""
    return json.dumps({"xufei": VERSION, "rows": rows}, ensure_ascii=False, indent=1).encode()


def to_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows as a CSV file that spreadsheets open with their letters right."""
    file = io.StringIO()
    writer = csv.DictWriter(file, _COLUMNS)
    writer.writeheader()
    writer.writerows({name: _tame(value) for name, value in row.items()} for row in rows)
    return file.getvalue().encode("utf-8-sig")


def read_file(content: bytes) -> Collection:
    """What a file holds that was written here, JSON or CSV; raises ValueError for any other."""
    text = content.decode("utf-8-sig")
    if text.lstrip().startswith("{"):
        data = json.loads(text)
        if data.get("xufei") != VERSION or not isinstance(data.get("rows"), list):
            raise ValueError("not a file of ours")
        rows = data["rows"]
    else:
        reader = csv.DictReader(io.StringIO(text))
        if "row" not in (reader.fieldnames or ()):
            raise ValueError("not a file of ours")
        rows = [{name: _wild(value) for name, value in row.items() if value} for row in reader]
    return _collected(rows)


def _collected(rows: Sequence[Any]) -> Collection:
    if len(rows) > MOST_ROWS or not all(isinstance(row, dict) for row in rows):
        raise ValueError("too many rows")
    by_kind: dict[str, list[dict[str, Any]]] = {"card": [], "renewal": [], "reminder": []}
    for row in rows:
        by_kind[_one_of(row.get("row"), tuple(by_kind))].append(row)
    renewed: dict[str, list[tuple[date, date | None, int | None]]] = {}
    for row in by_kind["renewal"]:
        renewed.setdefault(str(row.get("card")), []).append(_renewal(row))
    cards = tuple(
        KeptCard(_card(row), tuple(renewed.get(str(row.get("card")), ()))) for row in by_kind["card"]
    )
    return Collection(cards, tuple(_reminder(row) for row in by_kind["reminder"]))


def _card(row: Mapping[str, Any]) -> dict[str, Any]:
    kinds = get_type_hints(Card)
    values = {name: _value(name, row[name], kinds[name]) for name in _OF_CARD if row.get(name) is not None}
    if (day := values.get("charge_day")) is not None and not 1 <= day <= 31:
        raise ValueError("no day of the month")
    if (days := values.get("cycle_days")) is not None and not 1 <= days <= 1000:
        raise ValueError("no cycle")
    return {"operator": None, "kind": None, "nickname": ""} | values


def _value(name: str, value: Any, kind: Any) -> Any:
    if name == "top_ups":
        return tuple(_top_up(each) for each in str(value).split() if each)
    if name == "ladder":
        return tuple(_number(days, 400) for days in str(value).split())
    if kind is bool:
        return str(value).lower() in ("1", "true")
    if kind == int | None:
        return _number(value, _LARGEST)
    return _day(value) if kind == date | None else _text(value)


def _top_up(packed: str) -> TopUp:
    day, _, euros = packed.partition("=")
    try:
        return TopUp(_day(day), Decimal(euros) if euros else None)
    except InvalidOperation as error:
        raise ValueError(packed) from error


def _renewal(row: Mapping[str, Any]) -> tuple[date, date | None, int | None]:
    end, cents = row.get("plan_end"), row.get("cents")
    return (
        _day(row.get("day")),
        None if end is None else _day(end),
        None if cents is None else _number(cents, _LARGEST),
    )


def _reminder(row: Mapping[str, Any]) -> KeptReminder:
    zone, rule = str(row.get("zone")), row.get("rule")
    wall = datetime.fromisoformat(str(row.get("wall"))).replace(tzinfo=None, second=0, microsecond=0, fold=0)
    if zone not in iana_names() or wall.year not in _YEARS:
        raise ValueError("no such time")
    rule = validate(str(rule)) if rule else None
    return KeptReminder(
        _text(row.get("text")), wall, zone, rule, int(bool(_number(row.get("insists", 0), 1)))
    )


def _number(value: Any, most: int) -> int:
    number = int(str(value))
    if abs(number) > most:
        raise ValueError(f"out of range: {number}")
    return number


def _day(value: Any) -> date:
    day = date.fromisoformat(str(value))
    if day.year not in _YEARS:
        raise ValueError(f"out of range: {day}")
    return day


def _text(value: Any) -> str:
    return " ".join(str(value or "").split())[:_LONGEST]


def _one_of(value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueError(f"no row of ours: {value!r}")
    return str(value)


def _plain(name: str, value: Any) -> Any:
    if name == "top_ups":
        return " ".join(f"{each.day}={'' if each.amount is None else each.amount}" for each in value)
    if name == "ladder":
        return None if value is None else " ".join(map(str, value)) or " "
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value or (value == 0 and value is not False)}


# A spreadsheet runs what begins so.
_FORMULA: Final = ("=", "+", "-", "@", "\t")


def _tame(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _wild(value: Any) -> Any:
    tamed = isinstance(value, str) and value[:1] == "'" and value[1:].startswith(_FORMULA)
    return value[1:] if tamed else value
