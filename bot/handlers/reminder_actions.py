"""Reminders that are kept: OK, the list, changes and their undoing, snoozes."""

import json
from datetime import datetime, timedelta

from bot.cards import ladder
from bot.dates.clarification import Clarification
from bot.handlers import reminder_drafts as telling
from bot.handlers.context import Context, clock_for, keep_language
from bot.screens import reminder_screens as screens
from bot.screens import routes
from bot.screens.card_screens import name_of
from bot.screens.reminder_screens import Draft, packed_wall
from bot.screens.render_context import UserClock
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.services import UserContext
from bot.store.pending import PendingInput
from bot.store.reminders import Reminder

UNDO = timedelta(minutes=1)
_SNOOZES = {
    "1h": ladder.SnoozeLength.HOUR,
    "tonight": ladder.SnoozeLength.TONIGHT,
    "tomorrow": ladder.SnoozeLength.TOMORROW,
    "3d": ladder.SnoozeLength.THREE_DAYS,
}


async def keep_reminder(ctx: Context[routes.KeepReminderRoute]) -> Screen:
    """OK. Tapped twice it is kept once: what was kept stands in the pending row."""
    awaited = ctx.user.draft
    if awaited and awaited.place == ctx.route.pack():
        await ctx.services.pending.expect(ctx.user.id, awaited, ctx.services.now())
        draft, _ = _kept(awaited)
        return await _shown(ctx, draft)
    draft = Draft.of(awaited.draft) if awaited and awaited.place == routes.ReadBackRoute().pack() else Draft()
    if draft.key != ctx.route.draft:
        return await telling.lost(ctx)
    wall = telling.still_ahead(draft, ctx.services.now())
    if wall is None:
        return await telling.asked_again(ctx, Clarification.PAST, draft)
    return await _store(ctx, ctx.route, draft, wall)


async def _store(ctx: Context[Route], route: Route, draft: Draft, wall: datetime) -> Screen:
    now, old = ctx.services.now(), None
    if draft.reminder is None:
        await keep_language(ctx)
        made = await ctx.services.reminders.add(
            ctx.user.id, draft.text, wall, draft.zone, now, rule=draft.rule
        )
    else:
        before = await _own(ctx, draft.reminder)
        values = {"text": draft.text, "wall": wall, "zone": draft.zone, "rule": draft.rule}
        changed = (
            await ctx.services.reminders.change(draft.reminder, ctx.user.id, now, **values)
            if before
            else None
        )
        if before is None or changed is None:
            return await _gone(ctx)
        made, old = changed, _as_draft(before)
    draft = _as_draft(made)
    note = {"draft": draft.pack(), "old": old.pack() if old else None, "at": now.isoformat()}
    await ctx.services.pending.expect(
        ctx.user.id, PendingInput(route.pack(), json.dumps(note, ensure_ascii=False)), now
    )
    return await _shown(ctx, draft, changed=old is not None)


async def _shown(ctx: Context[Route], draft: Draft, changed: bool = False) -> Screen:
    reminder = await _own(ctx, draft.reminder or 0)
    if reminder is None:
        return await _gone(ctx)
    if changed:
        note = ctx.user.view.say("remind.changed")
        return screens.one(reminder, ctx.clock, ctx.user.view, note, undo=True)
    return screens.kept(draft, reminder.id, ctx.clock, ctx.user.view)


def _as_draft(reminder: Reminder) -> Draft:
    wall = packed_wall(reminder.wall)
    return Draft(reminder.text, wall, reminder.zone, reminder.rule, reminder=reminder.id)


def _kept(awaited: PendingInput) -> tuple[Draft, Draft | None]:
    note = json.loads(awaited.draft)
    return Draft.of(note["draft"]), Draft.of(note["old"]) if note["old"] else None


async def undo_edit(ctx: Context[routes.UndoEditRoute]) -> Screen:
    """Within a minute, the reminder as it was before its last change."""
    old = _old(ctx.route.reminder, ctx.user, ctx.services.now())
    reminder = await _own(ctx, ctx.route.reminder)
    if reminder is None:
        return await _gone(ctx)
    if old is None or old.when is None:
        return screens.one(reminder, ctx.clock, ctx.user.view, ctx.user.view.say("remind.too_late"))
    values = {"text": old.text, "wall": old.when, "zone": old.zone, "rule": old.rule}
    back = await ctx.services.reminders.change(reminder.id, ctx.user.id, ctx.services.now(), **values)
    return screens.one(back or reminder, ctx.clock, ctx.user.view)


def _old(reminder: int, user: UserContext, now: datetime) -> Draft | None:
    route = routes.unpack(user.draft.place) if user.draft else None
    if user.draft is None or not isinstance(route, routes.KeepReminderRoute):
        return None
    draft, old = _kept(user.draft)
    at = datetime.fromisoformat(json.loads(user.draft.draft)["at"])
    return old if draft.reminder == reminder and now - at <= UNDO else None


async def list_reminders(ctx: Context[routes.RemindersRoute]) -> Screen:
    own = await ctx.services.reminders.of(ctx.user.id)
    return screens.listed(own, ctx.route.page, ctx.clock, ctx.user.view)


async def open_reminder(ctx: Context[routes.OneReminderRoute]) -> Screen:
    reminder = await _own(ctx, ctx.route.reminder)
    return screens.one(reminder, ctx.clock, ctx.user.view) if reminder else await _gone(ctx)


async def edit_reminder(ctx: Context[routes.EditReminderRoute]) -> Screen:
    reminder = await _own(ctx, ctx.route.reminder)
    if reminder is None:
        return await _gone(ctx)
    return await telling.edit(ctx, _as_draft(reminder), ctx.route.what)


async def pause_reminder(ctx: Context[routes.PauseReminderRoute]) -> Screen:
    reminder = await _own(ctx, ctx.route.reminder)
    if reminder is None:
        return await _gone(ctx)
    if ctx.route.on:
        changed = await ctx.services.reminders.pause(reminder.id, ctx.user.id)
    else:
        changed = await ctx.services.reminders.resume(reminder.id, ctx.user.id, ctx.services.now())
    return screens.one(changed or reminder, ctx.clock, ctx.user.view)


async def delete_reminder(ctx: Context[routes.DeleteReminderRoute]) -> Screen:
    reminder = await _own(ctx, ctx.route.reminder)
    if reminder is None:
        return await _gone(ctx)
    await ctx.services.reminders.delete(reminder.id, ctx.user.id, ctx.services.now())
    return screens.deleted(reminder, ctx.user.view)


async def restore_reminder(ctx: Context[routes.RestoreReminderRoute]) -> Screen:
    reminder = await ctx.services.reminders.get(ctx.route.reminder, ctx.user.id)
    if reminder is None:
        return await _gone(ctx)
    back = await ctx.services.reminders.restore(reminder.id, ctx.user.id, ctx.services.now())
    if back is None and reminder.state == "deleted":
        screen = screens.listed(await ctx.services.reminders.of(ctx.user.id), 0, ctx.clock, ctx.user.view)
        return screen.with_toast(ctx.user.view.say("remind.too_late"))
    return screens.one(back or reminder, ctx.clock, ctx.user.view)


async def snooze_reminder(ctx: Context[routes.SnoozeRoute]) -> Screen:
    """Again later: a time that was asked for, so quiet hours do not matter."""
    reminder, how = (
        await ctx.services.reminders.get(ctx.route.reminder, ctx.user.id),
        _SNOOZES.get(ctx.route.how),
    )
    if reminder is None or how is None:
        return await _gone(ctx)
    wall = ladder.snooze(UserClock(ctx.services.now(), reminder.zone).wall, how)
    again = await ctx.services.reminders.snooze(reminder.id, ctx.user.id, wall, ctx.services.now())
    if again is None:
        return await _gone(ctx)
    card = await ctx.services.cards.find(reminder.card, ctx.user.id) if reminder.card else None
    text = name_of(card, ctx.user.view) if card else reminder.text
    return screens.put_off(
        text, again.wall, again.zone, clock_for(ctx.user.person, ctx.services), ctx.user.view
    )


async def finish_reminder(ctx: Context[routes.DoneReminderRoute]) -> Screen:
    return screens.done(ctx.user.view)


async def show_quiet_hours(ctx: Context[routes.QuietHoursRoute]) -> Screen:
    return screens.quiet(ctx.user.view)


async def _own(ctx: Context[Route], reminder_id: int) -> Reminder | None:
    """This person's reminder, unless it was deleted. Rungs are changed through their card."""
    reminder = await ctx.services.reminders.get(reminder_id, ctx.user.id)
    own = reminder and reminder.rung is None and reminder.state != "deleted"
    return reminder if own else None


async def _gone(ctx: Context[Route]) -> Screen:
    screen = screens.listed(await ctx.services.reminders.of(ctx.user.id), 0, ctx.clock, ctx.user.view)
    return screen.with_toast(ctx.user.view.say("remind.gone"))
