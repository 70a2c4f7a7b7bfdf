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

    def say(self, person: int, text: str, chat: int = 0, reply_to: int = 0, thread: int = 0) -> Json:
        """Write a text, to the bot or into a group, there as a reply or in a topic; the Message.

        Raises ValueError for what a client does not send: nothing, or more than 4,096 UTF-16 units.
        """
        return self.post(person, self._text(text), chat, reply_to, thread)

    def post(self, person: int, content: Json, chat: int = 0, reply_to: int = 0, thread: int = 0) -> Json:
        """Send any content (`{"sticker": …}`, `{"text": …}` untouched) as a Message; the Message."""
        if not chat:
            self._world.meet(person)
        place = self._world.chat(chat or person)
        if place is None:
            raise ValueError(f"there is no chat {chat}")
        content = self._placed(place["id"], reply_to, thread) | content
        message = self._world.add_message(place, self._world.person(person), content)
        self._world.updates.push("message", message)
        return message

    def _placed(self, chat: int, reply_to: int, thread: int) -> Json:
        """The fields of a reply and of a topic; in a topic, what is no reply answers its first message."""
        fields: Json = {"message_thread_id": thread, "is_topic_message": True} if thread else {}
        answered = self._world.message(chat, reply_to or thread)
        return fields | ({"reply_to_message": answered} if answered else {})

    def rewrite(self, person: int, message_id: int, text: str, chat: int = 0) -> Json:
        """Edit one's own message."""
        message = self._world.message(chat or person, message_id)
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

    def summon(self, person: int, text: str) -> str:
        """Mention the bot where it is no member; the id of the guest query."""
        place: Json = {"id": -4_000_000_000, "type": "supergroup", "title": "Elsewhere"}
        query = self._open("guest", person, person)
        message: Json = {"message_id": self._world.count("message"), "date": self._world.date}
        message |= {"from": self._world.person(person), "chat": place, "guest_query_id": query}
        self._world.updates.push("guest_message", message | self._text(text))
        return query

    def migrate(self, chat: int, supergroup: int) -> None:
        """A group becomes a supergroup with another id; both are told, as Telegram does."""
        old = self._world.chat(chat)
        if old is None:
            raise ValueError(f"there is no chat {chat}")
        new = self._world.add_group(supergroup, old["title"], self._world.members(chat))
        for place, told in (
            (old, {"migrate_to_chat_id": supergroup}),
            (new, {"migrate_from_chat_id": chat}),
        ):
            message = self._world.add_message(place, self._world.bot, told)
            self._world.updates.push("message", message)
        self._world.journal.put("moved", str(chat), supergroup)

    def remove_bot(self, person: int, chat: int, removed: bool = True) -> None:
        """Throw the bot out of a group, or take it in (again)."""
        place = self._world.chat(chat)
        if place is None:
            raise ValueError(f"there is no chat {chat}")
        self._world.journal.put("away", str(chat), removed or None)
        before, after = ("member", "kicked") if removed else ("left", "member")
        change: Json = {"chat": place, "from": self._world.person(person), "date": self._world.date}
        change |= {"old_chat_member": self._status(before), "new_chat_member": self._status(after)}
        self._world.updates.push("my_chat_member", change)

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
