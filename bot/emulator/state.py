"""People, chats, messages and settings, kept in the journal; and who is told of changes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.emulator.files import Files
from bot.emulator.journal import Journal
from bot.emulator.update_queue import Updates

Event = dict[str, Any]
Watcher = asyncio.Queue[Event | None]


class EventBus:
    """Events of the local Telegram; None in a watcher's queue says that it is over."""

    def __init__(self) -> None:
        self._watchers: dict[Watcher, int | None] = {}

    def tell(self, chat: int | None, event: Event) -> None:
        """Tell those who watch `chat`; None tells everyone."""
        for watcher, watched in self._watchers.items():
            if watched is None or chat is None or watched == chat:
                watcher.put_nowait(event)

    @contextmanager
    def watch(self, chat: int | None = None) -> Iterator[Watcher]:
        """A queue of the events of one chat, or of all chats."""
        watcher: Watcher = asyncio.Queue()
        self._watchers[watcher] = chat
        try:
            yield watcher
        finally:
            del self._watchers[watcher]

    def close(self) -> None:
        """Send every watcher home."""
        for watcher in self._watchers:
            watcher.put_nowait(None)


Json = dict[str, Any]

HISTORY = 2000
"""Messages that a chat remembers over a restart."""


class State:
    """Everything that a Bot API call can read or change.

    `folder` holds the journal and the files; None keeps all in memory. `bot` is the bot's User.
    """

    def __init__(self, bot: Json, clock: Clock, folder: Path | None = None) -> None:
        self.bot = bot
        self.clock = clock
        self.journal = Journal(folder / "chat.jsonl" if folder else None)
        self.files = Files(folder / "files" if folder else None, self.journal)
        self.updates = Updates(self.journal)
        self.feed = EventBus()
        self._messages: dict[int, dict[int, Json]] = {}
        for message in self.journal.values("message"):
            self._messages.setdefault(message["chat"]["id"], {})[message["message_id"]] = message
        self._forget_old()

    @property
    def date(self) -> int:
        """Now, as Telegram writes it."""
        return int(self.clock.now().timestamp())

    def count(self, name: str) -> int:
        """The next number of a counter that survives restarts."""
        number = int(self.journal.get("counter", name, 0)) + 1
        self.journal.put("counter", name, number)
        return number

    # People and chats

    def person(self, number: int) -> Json:
        """The User with this id, created at first sight."""
        user: Json | None = self.journal.get("person", str(number))
        if user is None:
            user = {"id": number, "is_bot": False, "first_name": "You" if number == 1 else f"You {number}"}
            self.change_person(user)
        return user

    def change_person(self, user: Json) -> None:
        """Keep a User, new or changed."""
        self.journal.put("person", str(user["id"]), user)

    def people(self) -> list[Json]:
        """All known people."""
        return list(self.journal.values("person"))

    def chat(self, number: int) -> Json | None:
        """The Chat with this id: a person who has written to the bot, or a group."""
        group: Json | None = self.journal.get("group", str(number))
        if group is not None:
            return group
        return self.private_chat(number) if self.journal.get("met", str(number)) else None

    def private_chat(self, number: int) -> Json:
        """A person's own chat with the bot."""
        user = self.person(number)
        names = ("id", "username", "first_name", "last_name")
        return {name: user[name] for name in names if name in user} | {"type": "private"}

    def meet(self, number: int) -> None:
        """From now on the bot may write to this person."""
        if not self.journal.get("met", str(number)):
            self.journal.put("met", str(number), True)

    def add_group(
        self, number: int, title: str, members: list[int], kind: str = "supergroup", forum: bool = False
    ) -> Json:
        """A group with the bot in it; `number` is negative, `kind` group or supergroup."""
        group = {"id": number, "type": kind, "title": title} | ({"is_forum": True} if forum else {})
        self.journal.put("group", str(number), group)
        self.journal.put("members", str(number), members)
        return group

    def moved_to(self, chat: int) -> int | None:
        """The supergroup that a group has become."""
        number: int | None = self.journal.get("moved", str(chat))
        return number

    def is_away(self, chat: int) -> bool:
        """Whether the bot was removed from a group."""
        return bool(self.journal.get("away", str(chat)))

    def topic(self, chat: int, thread: int) -> Json | None:
        """A topic of a forum, None where there is none (any more)."""
        found: Json | None = self.journal.get("topic", f"{chat}/{thread}")
        return found

    def keep_topic(self, chat: int, thread: int, topic: Json | None) -> None:
        """Keep a topic of a forum, new or changed; None deletes it."""
        self.journal.put("topic", f"{chat}/{thread}", topic)

    def members(self, chat: int) -> list[int]:
        """Who is in a chat, besides the bot."""
        return list(self.journal.get("members", str(chat), [chat] if chat > 0 else []))

    def is_blocked(self, person: int) -> bool:
        """Whether the person has blocked the bot."""
        return bool(self.journal.get("blocked", str(person)))

    # Messages

    def message(self, chat: int, number: int) -> Json | None:
        """One message, None when there is none (any more)."""
        return self._messages.get(chat, {}).get(number)

    def messages(self, chat: int) -> Iterator[Json]:
        """The messages of a chat, oldest first."""
        return iter(self._messages.get(chat, {}).values())

    def add_message(self, chat: Json, sender: Json, content: Json) -> Json:
        """Write a message into a chat and tell the watchers."""
        message = {"message_id": self.count("message"), "from": sender, "chat": chat, "date": self.date}
        message |= content
        self._keep(message)
        self.feed.tell(chat["id"], {"event": "message", "message": message})
        return message

    def change_message(self, message: Json) -> None:
        """Write a message anew, under its old number."""
        self._keep(message)
        self.feed.tell(message["chat"]["id"], {"event": "edit", "message": message})

    def delete_message(self, chat: int, number: int) -> None:
        """Take a message out of its chat."""
        del self._messages[chat][number]
        self.journal.put("message", str(number), None)
        self.feed.tell(chat, {"event": "delete", "message_id": number})

    def _forget_old(self) -> None:
        for messages in self._messages.values():
            for number in list(messages)[:-HISTORY]:
                del messages[number]
                self.journal.put("message", str(number), None)

    def _keep(self, message: Json) -> None:
        number = message["message_id"]
        self._messages.setdefault(message["chat"]["id"], {})[number] = message
        self.journal.put("message", str(number), message)

    def close(self) -> None:
        """Send watchers and pollers home and let go of the files."""
        self.updates.close()
        self.feed.close()
        self.journal.close()
