"""Telegram's HTML, read into plain text and message entities, refusals included.

The rules are those of Telegram's own parser: offsets in refusals count UTF-8 bytes, offsets in
entities count UTF-16 units, `&lt &gt &amp &quot` need no semicolon, other entities stay as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.content.telegram_urls import LinkError, checked_link, linked_user

Entity = dict[str, Any]

_PLAIN = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline"}
_PLAIN |= {"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough"}
_PLAIN |= {"tg-spoiler": "spoiler", "span": "spoiler"}
_TAGS = {*_PLAIN, "a", "code", "pre", "blockquote", "tg-emoji"}
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACES = " \t\r\n\0\v"
_NEXT = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*))(;?)")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
# Which of two entities with the same bounds stands outside.
_ORDER = {"blockquote": 0, "expandable_blockquote": 0, "pre": 10, "code": 20, "text_link": 49, "bold": 90}
_ORDER |= {"italic": 91, "underline": 92, "strikethrough": 93, "spoiler": 94, "custom_emoji": 99}

_SURROGATE = re.compile("[\ud800-\udfff]")


class MarkupError(ValueError):
    """Markup that Telegram refuses; the message is Telegram's reason."""


@dataclass(frozen=True)
class _Open:
    tag: str
    argument: str
    offset: int
    begin: int


def units(text: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def sort_key(entity: Entity) -> tuple[int, int, int]:
    """Outer entities first, as Telegram sends them."""
    return entity["offset"], -entity["length"], _ORDER.get(entity["type"], 50)


def parse_html(html: str) -> tuple[str, list[Entity]]:
    """Text and entities of `html`; raises MarkupError with Telegram's reason."""
    return _Reader(html).read()


class _Reader:
    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.text = ""
        self.length = 0
        self.stack: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while found := _NEXT.search(self.html, self.at):
            self.write(self.html[self.at : found.start()])
            self.at = found.start()
            if found[0] == "&":
                self.write(self.reference() or self.step())
            elif self.sign(1) == "/":
                self.end_tag()
            else:
                self.start_tag()
        self.write(self.html[self.at :])
        if self.stack:
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        if _SURROGATE.search(self.text):
            raise MarkupError(
                "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched "
                "surrogate code units"
            )
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return self.text, sorted(self.entities, key=sort_key)

    def write(self, text: str) -> None:
        self.text += text
        self.length += units(text)

    def sign(self, ahead: int = 0) -> str:
        where = self.at + ahead
        return self.html[where] if where < len(self.html) else "\0"

    def step(self) -> str:
        self.at += 1
        return self.html[self.at - 1]

    def skip_spaces(self) -> None:
        while self.at < len(self.html) and self.html[self.at] in _SPACES:
            self.at += 1

    def word(self, stops: str) -> str:
        begin = self.at
        while self.at < len(self.html) and self.html[self.at] not in stops:
            self.at += 1
        return self.html[begin : self.at]

    def bytes_before(self, where: int) -> int:
        return len(self.html[:where].encode("utf-8", "surrogatepass"))

    def reference(self) -> str:
        """The character written as `&…`, or nothing if this is no reference."""
        found = _REFERENCE.match(self.html, self.at)
        assert found is not None
        hexadecimal, decimal, name, semicolon = found.groups()
        if name is not None:
            sign = _CHARACTERS.get(name, "")
        else:
            code = int(hexadecimal or "0", 16) if hexadecimal is not None else int(decimal or "0")
            too_long = found.end() - found.start() - len(semicolon) >= 10
            sign = "" if code == 0 or code >= 0x10FFFF or too_long else chr(code)
        if sign:
            self.at = found.end()
        return sign

    def start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self.word(_SPACES + ">").lower()
        if self.at >= len(self.html):
            raise MarkupError(f"Unclosed start tag at byte offset {self.bytes_before(begin)}")
        if tag not in _TAGS:
            raise MarkupError(f'Unsupported start tag "{tag}" at byte offset {self.bytes_before(begin)}')
        argument = ""
        while self.sign() != ">":
            self.skip_spaces()
            if self.sign() == ">":
                break
            argument = self.attribute(tag, begin, argument)
        if tag == "span" and argument != "spoiler":
            where = self.bytes_before(begin)
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.at += 1
        self.stack.append(_Open(tag, argument, self.length, len(self.text)))

    def attribute(self, tag: str, begin: int, argument: str) -> str:
        name = self.word(_SPACES + "=>")
        where = self.bytes_before(begin)
        if not name and self.at < len(self.html):
            raise MarkupError(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
        self.skip_spaces()
        if self.at >= len(self.html):
            raise MarkupError(f'Unclosed start tag "{tag}" at byte offset {where}')
        value = ""
        if self.sign() == "=":
            self.at += 1
            self.skip_spaces()
            if self.at >= len(self.html):
                raise MarkupError(f'Unclosed start tag "{tag}" at byte offset {where}')
            value = self.quoted() if self.sign() in "'\"" else self.token()
            if self.at >= len(self.html):
                raise MarkupError(f"Unclosed start tag at byte offset {where}")
        return _argument(tag, name, value, argument)

    def token(self) -> str:
        found = _TOKEN.match(self.html, self.at)
        assert found is not None
        begin, self.at = self.at, found.end()
        if self.sign() not in _SPACES + ">":
            raise MarkupError(f"Unexpected end of name token at byte offset {self.bytes_before(begin)}")
        return found[0].lower()

    def quoted(self) -> str:
        quote, value = self.step(), ""
        while self.at < len(self.html) and self.sign() != quote:
            value += (self.reference() if self.sign() == "&" else "") or self.step()
        self.at += 1
        return value

    def end_tag(self) -> None:
        begin = self.at
        if not self.stack:
            raise MarkupError(f"Unexpected end tag at byte offset {self.bytes_before(begin)}")
        self.at += 2
        name = self.word(_SPACES + ">").lower()
        self.skip_spaces()
        if self.sign() != ">":
            raise MarkupError(f"Unclosed end tag at byte offset {self.bytes_before(begin)}")
        self.at += 1
        opened = self.stack.pop()
        if name and name != opened.tag:
            raise MarkupError(
                f"Unmatched end tag at byte offset {self.bytes_before(begin)}, "
                f'expected "</{opened.tag}>", found "</{name}>"'
            )
        if self.length > opened.offset:
            self.close(opened)

    def close(self, opened: _Open) -> None:
        bounds = {"offset": opened.offset, "length": self.length - opened.offset}
        tag = opened.tag
        if tag in _PLAIN:
            self.entities.append({"type": _PLAIN[tag], **bounds})
        elif tag == "blockquote":
            kind = "expandable_blockquote" if opened.argument else "blockquote"
            self.entities.append({"type": kind, **bounds})
        elif tag == "a":
            self.close_link(opened.argument or self.text[opened.begin :], bounds)
        elif tag == "tg-emoji":
            if not re.fullmatch(r"-?\d{1,18}", opened.argument) or int(opened.argument) == 0:
                raise MarkupError("Invalid custom emoji identifier specified")
            self.entities.append({"type": "custom_emoji", **bounds, "custom_emoji_id": opened.argument})
        else:
            self.close_code(opened, bounds)

    def close_link(self, url: str, bounds: dict[str, int]) -> None:
        """A link that Telegram refuses is silently shown as plain text."""
        if user := linked_user(url):
            self.entities.append({"type": "text_mention", **bounds, "user": {"id": user}})
            return
        try:
            self.entities.append({"type": "text_link", **bounds, "url": checked_link(url)})
        except LinkError:
            return

    def close_code(self, opened: _Open, bounds: dict[str, int]) -> None:
        """`<pre><code class="language-…">`, in either order, makes one entity with a language."""
        last = self.entities[-1] if self.entities else {}
        same = {key: last.get(key) for key in bounds} == bounds
        if opened.tag == "pre" and same and last["type"] == "code" and last.get("language"):
            last["type"] = "pre"
        elif opened.tag == "code" and same and last["type"] == "pre" and opened.argument:
            last["language"] = opened.argument
        else:
            language = {"language": opened.argument} if opened.argument else {}
            self.entities.append({"type": opened.tag, **bounds, **language})


def _argument(tag: str, name: str, value: str, before: str) -> str:
    if tag == "a" and name == "href":
        return value
    if tag == "code" and name == "class" and value.startswith("language-"):
        return value.removeprefix("language-")
    if tag == "span" and name == "class" and value.startswith("tg-"):
        return value.removeprefix("tg-")
    if tag == "tg-emoji" and name == "emoji-id":
        return value
    if tag == "blockquote" and name == "expandable":
        return "1"
    return before
