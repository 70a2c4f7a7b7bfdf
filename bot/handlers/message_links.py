"""Every address that a message carries, by where it leads: in its text or behind its words, on a button, in
its preview."""

from collections.abc import Iterator

from telegram import InlineKeyboardButton, Message, MessageEntity

from bot.safety.addresses import addresses_in
from bot.safety.links import Link

_KINDS = (MessageEntity.TEXT_LINK, MessageEntity.URL)


def links_of(message: Message) -> list[Link]:
    """Return the links of a text, a caption, the buttons of a forwarded post and a preview."""
    plain = [Link(address.written) for address in addresses_in(message.text or message.caption or "")]
    return [*_marked(message), *_buttons(message), *_preview(message), *plain]


def _marked(message: Message) -> Iterator[Link]:
    """What Telegram marked: an address in the text, or one that hides behind other words."""
    text = message.text or message.caption or ""
    for entity in (*message.entities, *message.caption_entities):
        if entity.type in _KINDS:
            words = _marked_words(text, entity)
            yield Link(entity.url, words) if entity.url else Link(words)


def _marked_words(text: str, entity: MessageEntity) -> str:
    """Telegram counts in UTF-16; half a character at an end, which a changed client may send, is left out."""
    units = text.encode("utf-16-le", "surrogatepass")
    begin = max(0, entity.offset)
    return units[2 * begin : 2 * (begin + max(0, entity.length))].decode("utf-16-le", "ignore")


def _buttons(message: Message) -> Iterator[Link]:
    for row in message.reply_markup.inline_keyboard if message.reply_markup else ():
        for button in row:
            if address := _leads_to(button):
                yield Link(address, button.text)


def _leads_to(button: InlineKeyboardButton) -> str | None:
    if button.login_url:
        return button.login_url.url
    return button.web_app.url if button.web_app else button.url


def _preview(message: Message) -> Iterator[Link]:
    if message.link_preview_options and message.link_preview_options.url:
        yield Link(str(message.link_preview_options.url))
