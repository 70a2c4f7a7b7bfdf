"""What a person sees: one text and the buttons under it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.content.markup import width
from bot.screens.routes import Route

Style = Literal["primary", "success", "danger"]
# Two labels share a row while both fit on a narrow phone; a Chinese character is two columns wide.
_HALF_ROW = 17
_WHOLE_ROW, _PADDING = 44, 4


@dataclass(frozen=True)
class Button:
    """A label and exactly one of: a route, a web address, a text to copy.

    `style` as Telegram has it: primary is the one next step, success done, danger where something is lost.
    """

    label: str
    to: Route | None = None
    url: str | None = None
    copy: str | None = None
    style: Style | None = None


Row = tuple[Button, ...]


@dataclass(frozen=True)
class Screen:
    """Telegram HTML and rows of buttons. `toast` is a short notice over the chat, for a tap."""

    text: str
    rows: tuple[Row, ...] = ()
    toast: str | None = None

    def buttons(self) -> Iterator[Button]:
        for row in self.rows:
            yield from row

    def with_toast(self, toast: str) -> "Screen":
        return replace(self, toast=toast)


def fits(row: Iterable[Button]) -> bool:
    """Whether all labels of a row can be read on a phone of 360 px."""
    return sum(width(button.label) + _PADDING for button in row) <= _WHOLE_ROW


def beside(buttons: Sequence[Button], most: int = 2) -> tuple[Row, ...]:
    """One row: the first, and of the others those that fit beside it. No row where there is no button."""
    row = tuple(buttons[:1])
    for button in buttons[1:]:
        if len(row) < most and fits((*row, button)):
            row = (*row, button)
    return (row,) if row else ()


def pairs(buttons: Iterable[Button]) -> tuple[Row, ...]:
    """Rows of two where both labels are short, else of one, order kept."""
    rows: list[Row] = []
    for button in buttons:
        short = width(button.label) <= _HALF_ROW
        if short and rows and len(rows[-1]) == 1 and width(rows[-1][0].label) <= _HALF_ROW:
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    return tuple(rows)


def lines(*parts: str | None) -> str:
    """The parts that are there, one below the other."""
    return "\n".join(part for part in parts if part)


def bold_lead(text: str) -> str:
    """The first line in bold, the rest as it is."""
    lead, newline, rest = text.strip().partition("\n")
    return f"<b>{lead}</b>{newline}{rest}"


def bar(done: int, total: int, cells: int = 10) -> str:
    """A bar of `cells` blocks, filled in proportion; never empty when something is done."""
    filled = 0 if total <= 0 else max(0, min(cells, round(cells * done / total)))
    return "▓" * filled + "░" * (cells - filled)
