"""What a person can do in their Telegram: write, tap, edit, ask inline, block."""

from __future__ import annotations

from bot.content.telegram_html import sort_key, units
from bot.emulator.message_text import cleaned, detect
from bot.emulator.state import Json, State

TEXT_LIMIT = 4096


class Client:
    """The people's side of the local Telegram. Each act queues the update that Telegram would send."""

    def __init__(self, world: State) -> None:
        self._world = world

    def say(self, person: int, text: str, chat: int = 0) -> Json:
        """Write a text, to the bot or into a group; the Message.

        Raises ValueError for what a client does not send: nothing, or more than 4,096 UTF-16 units.
        """
        return self.post(person, self._text(text), chat)

    def post(self, person: int, content: Json, chat: int = 0) -> Json:
        """Send any content (`{"sticker": …}`, `{"text": …}` untouched) as a Message; the Message."""
        if not chat:
            self._world.meet(person)
        place = self._world.chat(chat or person)
        if place is None:
            raise ValueError(f"there is no chat {chat}")
        message = self._world.add_message(place, self._world.person(person), content)
        self._world.updates.push("message", message)
        return message

    def rewrite(self, person: int, message_id: int, text: str) -> Json:
        """Edit one's own message."""
        message = self._world.message(person, message_id)
        if message is None or message["from"]["id"] != person:
            raise ValueError(f"message {message_id} is not of person {person}")
        kept = {name: value for name, value in message.items() if name != "entities"}
        changed = kept | {"edit_date": self._world.date} | self._text(text)
        self._world.change_message(changed)
        self._world.updates.push("edited_message", changed)
        return changed

    def tap(self, person: int, message_id: int, data: str, chat: int = 0, inaccessible: bool = False) -> str:
        """Tap a button (or send what no button holds); the id of the callback query.

        `inaccessible` sends the message as Telegram sends one that the bot may no longer see.
        """
        place = self._world.chat(chat or person)
        message = self._world.message(chat or person, message_id)
        if place is None or message is None:
            raise ValueError(f"there is no message {message_id}")
        if inaccessible:
            message = {"chat": place, "message_id": message_id, "date": 0}
        query = self._open("tap", person, place["id"])
        about: Json = {"id": query, "from": self._world.person(person), "message": message}
        about |= {"chat_instance": str(8_000_000_000 + place["id"]), "data": data}
        self._world.updates.push("callback_query", about)
        return query

    def inquire(self, person: int, words: str, offset: str = "") -> str:
        """Type `@bot words` in some chat; the id of the inline query."""
        query = self._open("inline", person, person)
        about: Json = {"id": query, "from": self._world.person(person), "query": words, "offset": offset}
        self._world.updates.push("inline_query", about | {"chat_type": "private"})
        return query

    def block(self, person: int, blocked: bool = True) -> None:
        """Block the bot, or let it write again."""
        self._world.journal.put("blocked", str(person), blocked or None)
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        change: Json = {"chat": self._world.private_chat(person), "from": self._world.person(person)}
        change |= {"date": self._world.date, "old_chat_member": self._status(before)}
        self._world.updates.push("my_chat_member", change | {"new_chat_member": self._status(after)})

    def speak(self, person: int, language_code: str) -> None:
        """Set the language of the person's Telegram (`zh-hans`, `fr`, …)."""
        self._world.change_person(self._world.person(person) | {"language_code": language_code})

    def _status(self, status: str) -> Json:
        member = {"status": status, "user": self._world.bot}
        return member | {"until_date": 0} if status == "kicked" else member

    def _open(self, kind: str, person: int, chat: int) -> str:
        query = str(4_000_000_000_000 + self._world.count("query"))
        about = {"id": query, "kind": kind, "person": person, "chat": chat, "date": self._world.date}
        self._world.journal.put("query", query, about)
        return query

    def _text(self, text: str) -> Json:
        text = cleaned(text).strip(" \n")
        if not text or units(text) > TEXT_LIMIT:
            raise ValueError("a message holds 1 to 4096 characters")
        entities = sorted(detect(text, []), key=sort_key)
        return {"text": text} | ({"entities": entities} if entities else {})
