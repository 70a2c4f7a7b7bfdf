"""Reminders that a person types: /remind, the read-back, and the taps on the way."""

from datetime import datetime, time

from bot.cards.recurrence import next_after
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
from bot.screens.reminder_screens import LONGEST, Draft, as_wall, packed_wall
from bot.screens.routes import Route
from bot.screens.screen import Screen
from bot.services import Services, UserContext

# Whose pending row holds a draft.
_DRAFTING = (
    routes.NewReminderRoute,
    routes.ReminderTimeRoute,
    routes.ReminderMonthRoute,
    routes.ReminderTextRoute,
    routes.ReadBackRoute,
)

_APART = " \n:：,，"
# A line that ends so asks something.
_ASKS = "?？吗嗎呢"
# A line that tells of a reminder asks for none: rappel reçu hier.
_NO_REQUEST = (Clarification.NO_DATE, Clarification.PAST)


async def remind(ctx: Context[Route], words: str) -> Screen:
    """/remind with or without words."""
    if not words.strip():
        return await _when(ctx, Draft())
    return await _understood(_speaking(ctx, words), words, Draft())


async def told(ctx: Context[Route], said: Incoming) -> Screen | None:
    """A line such as "提醒我下个月15号充 Lebara": a word that opens a new reminder, and a date after it."""
    words, apart = _after_word(said.text, ctx.services)
    if not words or said.text[-1] in _ASKS:
        return None
    reading = read(words, ctx.clock.local, ctx.user.language, ctx.services.knowledge.library.zones)
    # "提醒短信说我的卡明天到期" tells of a reminder: without a space, the date has to come at once.
    if reading.problem in _NO_REQUEST or not (apart or words.endswith(reading.text)):
        return None
    return await _understood(_speaking(ctx, words), words, Draft())


def _after_word(text: str, services: Services) -> tuple[str, bool]:
    """What follows the longest word that opens a new reminder, and whether it stands apart from it."""
    shortcuts = services.knowledge.library.shortcuts.items()
    words = [word for word, route in shortcuts if routes.unpack(route) == routes.NewReminderRoute()]
    for word in sorted(words, key=len, reverse=True):
        rest = text[len(word) :]
        apart = rest[:1] in _APART
        if text.casefold().startswith(word) and (apart or not word.isascii()):
            return rest.lstrip(_APART), apart
    return "", False


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
    """A typed line: read back, or asked about with the moments that may be meant."""
    clock = ctx.clock
    reading = read(words, clock.local, ctx.user.language, ctx.services.knowledge.library.zones)
    said = mask(reading.text).strip()[:LONGEST]
    if reading.problem is Clarification.NO_DATE and not draft.text:
        return await _when(ctx, Draft(text=said, reminder=draft.reminder))
    if reading.problem is Clarification.NO_DATE:
        said = draft.text
    draft = Draft(said or draft.text, draft.wall, clock.zone, draft.rule, words[:LONGEST], draft.reminder)
    if reading.moment is None:
        return await _asked(ctx, reading, draft)
    wall = reading.moment.replace(tzinfo=None, second=0, microsecond=0, fold=0)
    return await _read_back(ctx, _at(draft, wall, reading.rule))


def _at(draft: Draft, wall: datetime, rule: str | None) -> Draft:
    return Draft(draft.text, packed_wall(wall), draft.zone, rule, draft.phrase, draft.reminder)


async def _asked(ctx: Context[Route], reading: Reading, draft: Draft) -> Screen:
    options = [option.replace(tzinfo=None, fold=0) for option in reading.options]
    await ctx.expect(routes.NewReminderRoute(1), draft.pack())
    problem = reading.problem or Clarification.NO_DATE
    return screens.ask_again(problem, options, draft, ctx.clock, ctx.user.view)


async def _when(ctx: Context[Route], draft: Draft, note: str | None = None) -> Screen:
    await ctx.expect(routes.NewReminderRoute(1), draft.pack())
    return screens.ask_when(draft, ctx.clock, ctx.user.view, note)


async def _read_back(ctx: Context[Route], draft: Draft) -> Screen:
    """Read it back and wait for OK. A time that has passed meanwhile is asked about."""
    clock = ctx.clock
    text = draft.text or ctx.user.view.say("remind.default")
    zone = draft.zone or clock.zone
    draft = Draft(text, draft.wall, zone, draft.rule, draft.phrase, draft.reminder)
    if draft.when is None or localise(draft.when, zone) <= ctx.services.now():
        return await asked_again(ctx, Clarification.PAST, draft)
    await ctx.expect(routes.ReadBackRoute(), draft.pack())
    return screens.read_back(draft, clock, ctx.user.view)


async def lost(ctx: Context[Route]) -> Screen:
    """OK to a read-back of which nothing is kept any more."""
    return await _when(ctx, Draft(), ctx.user.view.say("remind.lost"))


async def asked_again(ctx: Context[Route], problem: Clarification, draft: Draft) -> Screen:
    return await _asked(ctx, Reading(None, None, draft.text, problem), draft)


async def edit(ctx: Context[Route], draft: Draft, what: str) -> Screen:
    """Change the time or the text of a kept reminder: told again, and read back."""
    if what != "text":
        return await _when(ctx, draft)
    await ctx.expect(routes.ReminderTextRoute(), draft.pack())
    return screens.ask_text(ctx.user.view)


def _draft(user: UserContext) -> Draft | None:
    """What this person was telling when they tapped."""
    route = routes.unpack(user.draft.place) if user.draft else None
    return Draft.of(user.draft.draft) if user.draft and isinstance(route, _DRAFTING) else None


async def new_reminder(ctx: Context[routes.NewReminderRoute]) -> Screen:
    draft = _draft(ctx.user) if ctx.route.keep else None
    return await _when(ctx, draft or Draft())


async def type_time(
    ctx: Context[routes.NewReminderRoute | routes.ReminderTimeRoute | routes.ReminderMonthRoute], text: str
) -> Screen:
    return await _understood(ctx, text, Draft.of(ctx.draft))


async def ask_time(ctx: Context[routes.ReminderTimeRoute]) -> Screen:
    draft = _draft(ctx.user) or Draft()
    await ctx.expect(routes.ReminderTimeRoute(), draft.pack())
    return screens.ask_typed(draft, ctx.user.view)


async def open_draft_month(ctx: Context[routes.ReminderMonthRoute]) -> Screen:
    draft = _draft(ctx.user) or Draft()
    await ctx.expect(routes.ReminderMonthRoute(), draft.pack())
    return screens.ask_day(ctx.route.month, draft, ctx.clock, ctx.user.view)


async def pick_draft_day(ctx: Context[routes.ReminderDayRoute]) -> Screen:
    draft, day = _draft(ctx.user) or Draft(), as_day(ctx.route.day)
    if day is None:
        return await _when(ctx, draft)
    at: time = draft.when.time() if draft.when else screens.MORNING
    return await _read_back(ctx, _at(draft, datetime.combine(day, at), None))


async def pick_moment(ctx: Context[routes.ReminderOnRoute]) -> Screen:
    """A moment on a button. What was said of a repetition still counts: 每天下午 is now 每天 15:00."""
    draft, wall = _draft(ctx.user) or Draft(), as_wall(ctx.route.wall)
    if wall is None:
        return await _when(ctx, draft)
    rule = None
    if draft.phrase:
        again = read(
            f"{draft.phrase} {wall:%H:%M}",
            ctx.clock.local,
            ctx.user.language,
            ctx.services.knowledge.library.zones,
        )
        rule = again.rule if again.moment and again.moment.time() == wall.time() else None
    return await _read_back(ctx, _at(draft, wall, rule))


async def ask_other_text(ctx: Context[routes.ReminderTextRoute]) -> Screen:
    await ctx.expect(routes.ReminderTextRoute(), (_draft(ctx.user) or Draft()).pack())
    return screens.ask_text(ctx.user.view)


async def type_other_text(ctx: Context[routes.ReminderTextRoute], text: str) -> Screen:
    kept, said = Draft.of(ctx.draft), mask(" ".join(text.split()))[:LONGEST]
    changed = Draft(said, kept.wall, kept.zone, kept.rule, "", kept.reminder)
    if kept.when is None:
        return await _when(ctx, changed)
    return await _read_back(ctx, changed)


async def _again(ctx: Context[routes.ReadBackRoute]) -> Screen:
    """The read-back that still waits for its OK."""
    draft = _draft(ctx.user) or Draft()
    return await _read_back(ctx, draft) if draft.when else await _when(ctx, draft)


async def type_instead_of_ok(ctx: Context[routes.ReadBackRoute], text: str) -> Screen | None:
    """Take another time instead of OK; anything else is a question, and the read-back still waits."""
    kept = Draft.of(ctx.draft)
    zones = ctx.services.knowledge.library.zones
    if read(text, ctx.clock.local, ctx.user.language, zones).moment is None:
        await ctx.expect(routes.ReadBackRoute(), kept.pack())
        return None
    return await _understood(ctx, text, kept)


def still_ahead(draft: Draft, now: datetime) -> datetime | None:
    """The wall-clock time of a draft, its next one where it repeats; None where it has passed."""
    if draft.when is None:
        return None
    if localise(draft.when, draft.zone) > now:
        return draft.when
    return next_after(draft.rule, draft.when, draft.zone, now) if draft.rule else None
