"""Reminders that are kept: OK, the list, changes and their undoing, snoozes."""

import json
from datetime import datetime, timedelta
from typing import Any

from bot.cards import ladder
from bot.dates.clarification import Clarification
from bot.handlers import reminders as telling
from bot.handlers.around import here, here_of, keep_language
from bot.handlers.desk import Context, Desk, Visitor
from bot.handlers.taps import acts
from bot.screens import places
from bot.screens import reminder_places as asked
from bot.screens import reminders as screens
from bot.screens.draft import Draft, packed_wall
from bot.screens.here import Here
from bot.screens.my_cards import name_of
from bot.screens.places import Place
from bot.screens.screen import Screen
from bot.store.pending import Awaited
from bot.store.reminders import Reminder

UNDO = timedelta(minutes=1)
_SNOOZES = {
    "1h": ladder.SnoozeLength.HOUR,
    "tonight": ladder.SnoozeLength.TONIGHT,
    "tomorrow": ladder.SnoozeLength.TOMORROW,
    "3d": ladder.SnoozeLength.THREE_DAYS,
}


@acts(asked.KeepReminder)
async def _keep(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    """OK. Tapped twice it is kept once: what was kept stands in the pending row."""
    awaited = who.draft
    if awaited and awaited.place == place.pack():
        await desk.pending.expect(who.id, awaited, desk.now())
        draft, _ = _kept(awaited)
        return await _shown(draft, who, desk)
    draft = Draft.of(awaited.draft) if awaited and awaited.place == asked.ReadBack().pack() else Draft()
    if draft.key != place.draft:
        return await telling.lost(who, desk)
    wall = telling.still_ahead(draft, desk.now())
    if wall is None:
        return await telling.asked_again(Clarification.PAST, draft, who, desk)
    return await _store(place, draft, wall, who, desk)


async def _store(place: Place, draft: Draft, wall: datetime, who: Visitor, desk: Desk) -> Screen:
    now, old = desk.now(), None
    if draft.reminder is None:
        await keep_language(who, desk)
        made = await desk.reminders.add(who.id, draft.text, wall, draft.zone, now, rule=draft.rule)
    else:
        before = await _own(draft.reminder, who, desk)
        values = {"text": draft.text, "wall": wall, "zone": draft.zone, "rule": draft.rule}
        changed = await desk.reminders.change(draft.reminder, who.id, now, **values) if before else None
        if before is None or changed is None:
            return await _gone(who, desk)
        made, old = changed, _as_draft(before)
    draft = _as_draft(made)
    note = {"draft": draft.pack(), "old": old.pack() if old else None, "at": now.isoformat()}
    await desk.pending.expect(who.id, Awaited(place.pack(), json.dumps(note, ensure_ascii=False)), now)
    return await _shown(draft, who, desk, changed=old is not None)


async def _shown(draft: Draft, who: Visitor, desk: Desk, changed: bool = False) -> Screen:
    reminder = await _own(draft.reminder or 0, who, desk)
    if reminder is None:
        return await _gone(who, desk)
    if changed:
        note = who.view.say("remind.changed")
        return screens.one(reminder, here(who, desk), who.view, note, undo=True)
    return screens.kept(draft, reminder.id, here(who, desk), who.view)


def _as_draft(reminder: Reminder) -> Draft:
    wall = packed_wall(reminder.wall)
    return Draft(reminder.text, wall, reminder.zone, reminder.rule, reminder=reminder.id)


def _kept(awaited: Awaited) -> tuple[Draft, Draft | None]:
    note = json.loads(awaited.draft)
    return Draft.of(note["draft"]), Draft.of(note["old"]) if note["old"] else None


@acts(asked.UndoEdit)
async def _undo_edit(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    """Within a minute, the reminder as it was before its last change."""
    old = _old(place.reminder, who, desk.now())
    reminder = await _own(place.reminder, who, desk)
    if reminder is None:
        return await _gone(who, desk)
    if old is None or old.when is None:
        return screens.one(reminder, here(who, desk), who.view, who.view.say("remind.too_late"))
    values = {"text": old.text, "wall": old.when, "zone": old.zone, "rule": old.rule}
    back = await desk.reminders.change(reminder.id, who.id, desk.now(), **values)
    return screens.one(back or reminder, here(who, desk), who.view)


def _old(reminder: int, who: Visitor, now: datetime) -> Draft | None:
    place = places.unpack(who.draft.place) if who.draft else None
    if who.draft is None or not isinstance(place, asked.KeepReminder):
        return None
    draft, old = _kept(who.draft)
    at = datetime.fromisoformat(json.loads(who.draft.draft)["at"])
    return old if draft.reminder == reminder and now - at <= UNDO else None


@acts(asked.Reminders)
async def _list(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    own = await desk.reminders.of(who.id)
    return screens.listed(own, place.page, here(who, desk), who.view)


@acts(asked.OneReminder)
async def _one(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    reminder = await _own(place.reminder, who, desk)
    return screens.one(reminder, here(who, desk), who.view) if reminder else await _gone(who, desk)


@acts(asked.EditReminder)
async def _edit(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    reminder = await _own(place.reminder, who, desk)
    if reminder is None:
        return await _gone(who, desk)
    return await telling.edit(_as_draft(reminder), place.what, who, desk)


@acts(asked.PauseReminder)
async def _pause(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    reminder = await _own(place.reminder, who, desk)
    if reminder is None:
        return await _gone(who, desk)
    if place.on:
        changed = await desk.reminders.pause(reminder.id, who.id)
    else:
        changed = await desk.reminders.resume(reminder.id, who.id, desk.now())
    return screens.one(changed or reminder, here(who, desk), who.view)


@acts(asked.DeleteReminder)
async def _delete(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    reminder = await _own(place.reminder, who, desk)
    if reminder is None:
        return await _gone(who, desk)
    await desk.reminders.delete(reminder.id, who.id, desk.now())
    return screens.deleted(reminder, who.view)


@acts(asked.RestoreReminder)
async def _restore(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    reminder = await desk.reminders.get(place.reminder, who.id)
    if reminder is None:
        return await _gone(who, desk)
    back = await desk.reminders.restore(reminder.id, who.id, desk.now())
    if back is None and reminder.state == "deleted":
        screen = screens.listed(await desk.reminders.of(who.id), 0, here(who, desk), who.view)
        return screen.with_toast(who.view.say("remind.too_late"))
    return screens.one(back or reminder, here(who, desk), who.view)


@acts(places.Snooze)
async def _snooze(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    """Again later: a time that was asked for, so quiet hours do not matter."""
    reminder, how = await desk.reminders.get(place.reminder, who.id), _SNOOZES.get(place.how)
    if reminder is None or how is None:
        return await _gone(who, desk)
    wall = ladder.snooze(Here(desk.now(), reminder.zone).wall, how)
    again = await desk.reminders.snooze(reminder.id, who.id, wall, desk.now())
    if again is None:
        return await _gone(who, desk)
    card = await desk.cards.find(reminder.card, who.id) if reminder.card else None
    text = name_of(card, who.view) if card else reminder.text
    return screens.put_off(text, again.wall, again.zone, here_of(who.person, desk), who.view)


@acts(places.DoneReminder)
async def _done(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    return screens.done(who.view)


@acts(asked.QuietHours)
async def _quiet(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    return screens.quiet(who.view)


async def _own(reminder_id: int, who: Visitor, desk: Desk) -> Reminder | None:
    """This person's reminder, unless it was deleted. Rungs are changed through their card."""
    reminder = await desk.reminders.get(reminder_id, who.id)
    own = reminder and reminder.rung is None and reminder.state != "deleted"
    return reminder if own else None


async def _gone(who: Visitor, desk: Desk) -> Screen:
    screen = screens.listed(await desk.reminders.of(who.id), 0, here(who, desk), who.view)
    return screen.with_toast(who.view.say("remind.gone"))
