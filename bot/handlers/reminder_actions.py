"""Reminders that are kept: OK, the list, changes and their undoing, snoozes."""

from datetime import datetime, timedelta

from bot.cards import ladder
from bot.cards.draft import Draft
from bot.cards.reminder import Reminder
from bot.dates.clarification import Clarification
from bot.handlers import reminder_drafts as drafts
from bot.handlers.context import Context, keep_language
from bot.screens import reminder_screens as screens
from bot.screens import routes
from bot.screens.card_screens import name_of
from bot.screens.render_context import UserClock
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.services import clock_for

# More digits than any id has.
_MOST_DIGITS = 17
_LARGEST = 2**63
MOST_REMINDERS = 200
"""Reminders of one person that wait; more is no use to them, and a burden to everybody."""
_AHEAD = timedelta(days=60)
# Rows that are no reminder of theirs, or none any more.
_HIDDEN = ("deleted", "draft", "replaced")
_SNOOZES = {
    "1h": ladder.SnoozeLength.HOUR,
    "tonight": ladder.SnoozeLength.TONIGHT,
    "tomorrow": ladder.SnoozeLength.TOMORROW,
    "3d": ladder.SnoozeLength.THREE_DAYS,
}


async def keep_reminder(ctx: Context[routes.KeepReminderRoute]) -> Screen:
    """Keep the draft of a read-back: at any age, after a restart, on another copy; twice is once."""
    draft = await _read_back_draft(ctx)
    if draft is None or draft.id is None:
        return await drafts.say_lost(ctx)
    if draft.state != "draft":
        return await _kept(ctx, draft.replaces or draft.id, changed=draft.replaces is not None)
    wall = draft.still_ahead(ctx.services.now())
    if wall is None:
        return await drafts.ask_again(ctx, Clarification.PAST, draft)
    ctx.take_prompt()
    if draft.replaces is not None:
        return await _change(ctx, draft, wall)
    if await ctx.services.reminders.count(ctx.user.id) >= MOST_REMINDERS:
        note = ctx.user.view.say("remind.full", most=MOST_REMINDERS)
        return await _listed(ctx, note=note)
    await keep_language(ctx)
    await ctx.services.drafts.keep(draft.id, ctx.user.id, wall, ctx.services.now())
    return await _kept(ctx, draft.id)


async def _read_back_draft(ctx: Context[routes.KeepReminderRoute]) -> Draft | None:
    named = ctx.route.draft
    if named.startswith("n") and named[1:].isdecimal() and len(named) < _MOST_DIGITS:
        return await ctx.services.drafts.get(int(named[1:]), ctx.user.id)
    return await ctx.services.drafts.by_checksum(named, ctx.user.id)


async def _change(ctx: Context[Route], draft: Draft, wall: datetime) -> Screen:
    """Give a kept reminder what its draft says; the draft remembers what it was, so that it can be undone."""
    now, before = ctx.services.now(), await _own(ctx, draft.replaces or 0)
    if before is None or draft.id is None:
        return await _gone(ctx)
    if await ctx.services.drafts.mark_replaced(draft.id, before, now):
        values = {"text": draft.text, "wall": wall, "zone": draft.zone, "rule": draft.rule}
        await ctx.services.reminders.change(before.id, ctx.user.id, now, **values)
    return await _kept(ctx, before.id, changed=True)


async def _kept(ctx: Context[Route], reminder_id: int, changed: bool = False) -> Screen:
    reminder = await _own(ctx, reminder_id)
    if reminder is None:
        return await _gone(ctx)
    if changed:
        note = ctx.user.view.say("remind.changed")
        return screens.one(reminder, ctx.clock, ctx.user.view, note, undo=True)
    return screens.kept(reminder, ctx.clock, ctx.user.view)


def _as_draft(reminder: Reminder) -> Draft:
    return Draft(
        text=reminder.text,
        wall=reminder.wall,
        zone=reminder.zone,
        rule=reminder.rule,
        replaces=reminder.id,
    )


async def undo_edit(ctx: Context[routes.UndoEditRoute]) -> Screen:
    """Give a reminder back what it was before its last change, within a minute."""
    now = ctx.services.now()
    reminder = await _own(ctx, ctx.route.reminder)
    if reminder is None:
        return await _gone(ctx)
    old = await ctx.services.drafts.before_change(reminder.id, ctx.user.id, now)
    if old is None or old.wall is None:
        return screens.one(reminder, ctx.clock, ctx.user.view, ctx.user.view.say("remind.too_late"))
    values = {"text": old.text, "wall": old.wall, "zone": old.zone, "rule": old.rule}
    back = await ctx.services.reminders.change(reminder.id, ctx.user.id, now, **values)
    return screens.one(back or reminder, ctx.clock, ctx.user.view)


async def list_reminders(ctx: Context[routes.RemindersRoute]) -> Screen:
    return await _listed(ctx, ctx.route.page)


async def _listed(ctx: Context[Route], page: int = 0, note: str | None = None) -> Screen:
    """All that will come: what was typed, and what cards bring in the next 60 days."""
    services, until = ctx.services, ctx.services.now() + _AHEAD
    coming = [
        each
        for each in await services.reminders.of(ctx.user.id, rungs=True)
        if each.rung is None or each.due <= until
    ]
    cards = {card.id: card for card in await services.cards.of(ctx.user.id)}
    return screens.listed(coming, page, ctx.clock, ctx.user.view, cards, note)


async def show_arrived(ctx: Context[routes.ArrivedRoute]) -> Screen:
    """Show the last twenty reminders that came, each with its fate."""
    cards = {card.id: card for card in await ctx.services.cards.of(ctx.user.id)}
    came = await ctx.services.reminders.arrived(ctx.user.id)
    return screens.arrived(came, cards, ctx.clock, ctx.user.view)


async def switch_insisting(ctx: Context[routes.InsistRoute]) -> Screen:
    """Switch between "every day until it is confirmed" and "once"."""
    reminder = await _own(ctx, ctx.route.reminder)
    if reminder is None or reminder.rule:
        return await _gone(ctx)
    changed = await ctx.services.reminders.insist(reminder.id, ctx.user.id, bool(ctx.route.on))
    return screens.one(changed or reminder, ctx.clock, ctx.user.view)


async def move_reminders(ctx: Context[routes.MoveRemindersRoute]) -> Screen:
    """Move reminders of another zone to the same time of day of this one."""
    moved = await ctx.services.reminders.move_to(ctx.user.id, ctx.clock.zone, ctx.services.now())
    return (await _listed(ctx)).with_toast(ctx.user.view.say("remind.moved", count=moved))


async def open_reminder(ctx: Context[routes.OneReminderRoute]) -> Screen:
    reminder = await _own(ctx, ctx.route.reminder)
    return screens.one(reminder, ctx.clock, ctx.user.view) if reminder else await _gone(ctx)


async def edit_reminder(ctx: Context[routes.EditReminderRoute]) -> Screen:
    reminder = await _own(ctx, ctx.route.reminder)
    if reminder is None:
        return await _gone(ctx)
    return await drafts.change_reminder(ctx, _as_draft(reminder), ctx.route.what)


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
        screen = await _listed(ctx)
        return screen.with_toast(ctx.user.view.say("remind.too_late"))
    return screens.one(back or reminder, ctx.clock, ctx.user.view)


async def snooze_reminder(ctx: Context[routes.SnoozeRoute]) -> Screen:
    """Snooze a reminder. The time was asked for, so quiet hours do not matter."""
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
    """Mark a reminder as done; one that insists falls silent."""
    if 0 < ctx.route.reminder < _LARGEST:
        await ctx.services.reminders.confirm(ctx.route.reminder, ctx.user.id, ctx.services.now())
    return screens.done(ctx.user.view)


async def show_quiet_hours(ctx: Context[routes.QuietHoursRoute]) -> Screen:
    return screens.quiet(ctx.user.view)


async def _own(ctx: Context[Route], reminder_id: int) -> Reminder | None:
    """This person's reminder, unless it was deleted. Rungs are changed through their card."""
    reminder = await ctx.services.reminders.get(reminder_id, ctx.user.id)
    own = reminder and reminder.rung is None and reminder.state not in _HIDDEN
    return reminder if own else None


async def _gone(ctx: Context[Route]) -> Screen:
    screen = await _listed(ctx)
    return screen.with_toast(ctx.user.view.say("remind.gone"))
