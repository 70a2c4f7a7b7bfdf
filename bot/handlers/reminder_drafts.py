"""Reminders that a person types: /remind, the read-back, and the taps on the way."""

from dataclasses import replace
from datetime import datetime

from bot.cards.draft import LONGEST, Draft, as_wall
from bot.cards.zones import localise
from bot.content.plain_text import normalize
from bot.dates.clarification import Clarification
from bot.dates.line_language import line_language
from bot.dates.phrase import LONGEST as LOOKED_AT
from bot.dates.phrase import Reading, read
from bot.handlers.context import Context, Incoming
from bot.safety.secrets import mask
from bot.screens import reminder_screens as screens
from bot.screens import routes
from bot.screens.month_picker import as_day
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.screens.targets import opened_by
from bot.services import UserContext

_APART = " \n:：,，"
# A line that ends so asks something.
_ASKS = "?？吗嗎呢"
# A line that tells of a reminder asks for none: rappel reçu hier.
_NO_REQUEST = (Clarification.NO_DATE, Clarification.PAST)


async def remind(ctx: Context[Route], words: str) -> Screen:
    """Answer /remind: read its words back, or ask for them."""
    if not words.strip():
        return await _when(ctx, Draft())
    return await _understood(_speaking(ctx, words), words, Draft())


async def told(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Read back a line such as "提醒我下个月15号充 Lebara", an opening word and a date, in either order."""
    words, apart = _after_word(said.text, ctx)
    if not words or said.text[-1] in _ASKS:
        return None
    reading = read(words, ctx.clock.local, ctx.user.language, ctx.services.knowledge.library.zones)
    # "提醒短信说我的卡明天到期" tells of a reminder: without a space, the date has to come at once.
    if reading.problem in _NO_REQUEST or not (apart or words.endswith(reading.text)):
        return None
    return await _understood(_speaking(ctx, words), words, Draft())


def _after_word(text: str, ctx: Context[Route]) -> tuple[str, bool]:
    """What goes with the longest word that opens a new reminder, and whether it stands apart from it.

    Before the word stands nothing, or a date and no more: "12月15号提醒我充值".
    """
    shortcuts = ctx.services.knowledge.library.shortcuts.items()
    words = [word for word, name in shortcuts if opened_by(name) == routes.NewReminderRoute()]
    for word in sorted(words, key=len, reverse=True):
        at = text.casefold().find(word)
        head, rest = text[:at], text[at + len(word) :]
        apart = rest[:1] in _APART
        if at < 0 or not (apart or not word.isascii()):
            continue
        if at == 0:
            return rest.lstrip(_APART), apart
        if _is_date(head, ctx):
            return f"{head.rstrip(_APART)} {rest.lstrip(_APART)}", True
    return "", False


def _is_date(head: str, ctx: Context[Route]) -> bool:
    reading = read(head, ctx.clock.local, ctx.user.language, ctx.services.knowledge.library.zones)
    return reading.moment is not None and not reading.text.strip(_APART)


def _speaking(ctx: Context[Route], words: str) -> Context[Route]:
    """Answer who never wrote before in the language of the line, where it shows."""
    if ctx.user.person.language:
        return ctx
    speech = line_language(words, normalize(words, LOOKED_AT).text)
    chinese = ctx.user.language.startswith("zh")
    if speech == "fr" or (speech == "en" and not chinese):
        return ctx.speaking("fr" if speech == "fr" else "en")
    return ctx.speaking("zh-Hans") if speech == "zh" and not chinese else ctx


async def _understood(ctx: Context[Route], words: str, draft: Draft) -> Screen:
    """Take a typed line: read it back, or ask with the moments that may be meant."""
    reading = read(words, ctx.clock.local, ctx.user.language, ctx.services.knowledge.library.zones)
    said = mask(reading.text).strip()[:LONGEST]
    if reading.problem is Clarification.NO_DATE and not draft.text:
        return await _when(ctx, replace(draft, text=said, wall=None, rule=None))
    if reading.problem is Clarification.NO_DATE:
        said = draft.text
    draft = replace(draft, text=said or draft.text, zone=ctx.clock.zone, phrase=words[:LONGEST])
    if reading.moment is None:
        return await _asked(ctx, reading, draft)
    return await read_back(ctx, draft.at(reading.moment, reading.rule))


async def _save(ctx: Context[Route], draft: Draft) -> Draft:
    return await ctx.services.drafts.save(ctx.user.id, draft, ctx.services.now())


async def _asked(ctx: Context[Route], reading: Reading, draft: Draft) -> Screen:
    options = [option.replace(tzinfo=None, fold=0) for option in reading.options]
    draft = await _save(ctx, draft)
    await ctx.expect(routes.NewReminderRoute(1, draft.id))
    problem = reading.problem or Clarification.NO_DATE
    return screens.ask_again(problem, options, draft, ctx.clock, ctx.user.view)


async def _when(ctx: Context[Route], draft: Draft, note: str | None = None) -> Screen:
    draft = await _save(ctx, draft)
    await ctx.expect(routes.NewReminderRoute(1, draft.id))
    return screens.ask_when(draft, ctx.clock, ctx.user.view, note)


async def read_back(ctx: Context[Route], draft: Draft) -> Screen:
    """Read a draft back and wait for its OK. A time that has passed meanwhile is asked about."""
    text = draft.text or ctx.user.view.say("remind.default")
    draft = replace(draft, text=text, zone=draft.zone or ctx.clock.zone)
    if draft.wall is None or localise(draft.wall, draft.zone) <= ctx.services.now():
        return await ask_again(ctx, Clarification.PAST, draft)
    draft = await _save(ctx, draft)
    await ctx.expect(routes.ReadBackRoute(draft.id))
    return screens.read_back(draft, ctx.clock, ctx.user.view)


async def say_lost(ctx: Context[Route]) -> Screen:
    """Answer OK to a read-back of which nothing is kept any more."""
    return await _when(ctx, Draft(), ctx.user.view.say("remind.lost"))


async def ask_again(ctx: Context[Route], problem: Clarification, draft: Draft) -> Screen:
    """Ask for the time of a draft again, saying why."""
    return await _asked(ctx, Reading(None, None, draft.text, problem), draft)


async def change_reminder(ctx: Context[Route], draft: Draft, what: str) -> Screen:
    """Ask for another time or other words of a kept reminder."""
    if what != "text":
        return await _when(ctx, draft)
    draft = await _save(ctx, draft)
    await ctx.expect(routes.ReminderTextRoute(draft.id))
    return screens.ask_text(ctx.user.view)


DraftRoute = (
    routes.NewReminderRoute
    | routes.ReminderOnRoute
    | routes.ReminderMonthRoute
    | routes.ReminderDayRoute
    | routes.ReminderTimeRoute
    | routes.ReminderTextRoute
    | routes.ReadBackRoute
)


async def _draft(ctx: Context[DraftRoute]) -> Draft:
    """Return the draft that a button names, else the one that was being told, else an empty one.

    One that was kept meanwhile is changed by a new draft.
    """
    number = ctx.route.draft or _begun(ctx.user)
    draft = await ctx.services.drafts.get(number, ctx.user.id) if number else None
    if draft is None or draft.state == "draft":
        return draft or Draft()
    if draft.state == "replaced":
        return Draft()
    return replace(draft, id=None, replaces=draft.id, state="draft")


def _begun(user: UserContext) -> int | None:
    """Return the draft that a person was telling when they tapped."""
    route = routes.unpack(user.draft.route) if user.draft else None
    return route.draft if isinstance(route, DraftRoute) else None


async def new_reminder(ctx: Context[routes.NewReminderRoute]) -> Screen:
    """Ask when; with the words of the draft that there is, where the button says so."""
    return await _when(ctx, await _draft(ctx) if ctx.route.keep else Draft())


async def type_time(
    ctx: Context[routes.NewReminderRoute | routes.ReminderTimeRoute | routes.ReminderMonthRoute], text: str
) -> Screen:
    """Take a time that was typed."""
    return await _understood(ctx, text, await _draft(ctx))


async def ask_time(ctx: Context[routes.ReminderTimeRoute]) -> Screen:
    """Ask for a time to be typed."""
    draft = await _save(ctx, await _draft(ctx))
    await ctx.expect(routes.ReminderTimeRoute(draft.id))
    return screens.ask_typed(draft, ctx.user.view)


async def open_draft_month(ctx: Context[routes.ReminderMonthRoute]) -> Screen:
    """Show a month to pick the day from."""
    draft = await _save(ctx, await _draft(ctx))
    await ctx.expect(routes.ReminderMonthRoute(None, draft.id))
    return screens.ask_day(ctx.route.month, draft, ctx.clock, ctx.user.view)


async def pick_draft_day(ctx: Context[routes.ReminderDayRoute]) -> Screen:
    """Take a day from the calendar; the time of day stays."""
    draft, day = await _draft(ctx), as_day(ctx.route.day)
    if day is None:
        return await _when(ctx, draft)
    at = draft.wall.time() if draft.wall else screens.MORNING
    return await read_back(ctx, draft.at(datetime.combine(day, at), None))


async def pick_moment(ctx: Context[routes.ReminderOnRoute]) -> Screen:
    """Take a moment from a button. What was said of a repetition still counts: 每天下午 is now 每天 15:00."""
    draft, wall = await _draft(ctx), as_wall(ctx.route.wall)
    if wall is None:
        return await _when(ctx, draft)
    rule = None
    if draft.phrase:
        zones = ctx.services.knowledge.library.zones
        again = read(f"{draft.phrase} {wall:%H:%M}", ctx.clock.local, ctx.user.language, zones)
        rule = again.rule if again.moment and again.moment.time() == wall.time() else None
    return await read_back(ctx, draft.at(wall, rule))


async def ask_other_text(ctx: Context[routes.ReminderTextRoute]) -> Screen:
    """Ask for other words."""
    draft = await _save(ctx, await _draft(ctx))
    await ctx.expect(routes.ReminderTextRoute(draft.id))
    return screens.ask_text(ctx.user.view)


async def type_other_text(ctx: Context[routes.ReminderTextRoute], text: str) -> Screen:
    """Take other words."""
    said = mask(" ".join(text.split()))[:LONGEST]
    draft = replace(await _draft(ctx), text=said, phrase="")
    return await (_when(ctx, draft) if draft.wall is None else read_back(ctx, draft))


async def show_read_back(ctx: Context[routes.ReadBackRoute]) -> Screen:
    """Show the read-back that still waits for its OK."""
    draft = await _draft(ctx)
    return await (read_back(ctx, draft) if draft.wall else _when(ctx, draft))


async def type_instead_of_ok(ctx: Context[routes.ReadBackRoute], text: str) -> Screen | None:
    """Take another time instead of OK; anything else is a question, and the read-back still waits."""
    zones = ctx.services.knowledge.library.zones
    if read(text, ctx.clock.local, ctx.user.language, zones).moment is None:
        await ctx.expect(ctx.route)
        return None
    return await _understood(ctx, text, await _draft(ctx))
