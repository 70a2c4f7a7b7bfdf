"""Reminders that a person types: /remind, the read-back, and the taps on the way."""

from datetime import datetime, time
from typing import Any

from bot.cards.recurrence import next_after
from bot.cards.zones import localise
from bot.content.plain_text import normalize
from bot.dates.clarification import Clarification
from bot.dates.line_language import line_language
from bot.dates.phrase import Reading, read
from bot.handlers.around import here
from bot.handlers.awaited import takes
from bot.handlers.desk import Context, Desk, Visitor
from bot.handlers.taps import acts
from bot.safety.secrets import mask
from bot.screens import places
from bot.screens import reminder_places as asked
from bot.screens import reminders as screens
from bot.screens.calendar import as_day
from bot.screens.draft import LONGEST, Draft, as_wall, packed_wall
from bot.screens.places import Place
from bot.screens.screen import Screen
from bot.store.pending import Awaited

# Whose pending row holds a draft.
_DRAFTING = (
    asked.NewReminder,
    asked.ReminderTime,
    asked.ReminderMonth,
    asked.ReminderText,
    asked.ReadBack,
)

_APART = " \n:：,，"
# A line that ends so asks something.
_ASKS = "?？吗嗎呢"
# A line that tells of a reminder asks for none: rappel reçu hier.
_NO_REQUEST = (Clarification.NO_DATE, Clarification.PAST)


async def remind(words: str, who: Visitor, desk: Desk, context: Context) -> Screen:
    """/remind with or without words."""
    if not words.strip():
        return await _when(Draft(), who, desk)
    who = _speaking(words, who)
    return await _understood(words, Draft(), who, desk)


async def told(text: str, who: Visitor, desk: Desk) -> Screen | None:
    """A line such as "提醒我下个月15号充 Lebara": a word that opens a new reminder, and a date after it."""
    words, apart = _after_word(text, desk)
    if not words or text[-1] in _ASKS:
        return None
    reading = read(words, here(who, desk).local, who.language, desk.shelf.library.zones)
    # "提醒短信说我的卡明天到期" tells of a reminder: without a space, the date has to come at once.
    if reading.problem in _NO_REQUEST or not (apart or words.endswith(reading.text)):
        return None
    return await _understood(words, Draft(), _speaking(words, who), desk)


def _after_word(text: str, desk: Desk) -> tuple[str, bool]:
    """What follows the longest word that opens a new reminder, and whether it stands apart from it."""
    shortcuts = desk.shelf.library.shortcuts.items()
    words = [word for word, place in shortcuts if places.unpack(place) == asked.NewReminder()]
    for word in sorted(words, key=len, reverse=True):
        rest = text[len(word) :]
        apart = rest[:1] in _APART
        if text.casefold().startswith(word) and (apart or not word.isascii()):
            return rest.lstrip(_APART), apart
    return "", False


def _speaking(words: str, who: Visitor) -> Visitor:
    """Who never wrote before is answered in the language of the line, where it shows."""
    speech = None if who.person.language else line_language(words, normalize(words).text)
    if speech == "fr":
        return Visitor(who.id, who.person, who.view.speaking("fr"), who.draft)
    if speech == "en" and not who.language.startswith("zh"):
        return Visitor(who.id, who.person, who.view.speaking("en"), who.draft)
    if speech == "zh" and not who.language.startswith("zh"):
        return Visitor(who.id, who.person, who.view.speaking("zh-Hans"), who.draft)
    return who


async def _understood(words: str, draft: Draft, who: Visitor, desk: Desk) -> Screen:
    """A typed line: read back, or asked about with the moments that may be meant."""
    around = here(who, desk)
    reading = read(words, around.local, who.language, desk.shelf.library.zones)
    said = mask(reading.text).strip()[:LONGEST]
    if reading.problem is Clarification.NO_DATE and not draft.text:
        return await _when(Draft(text=said, reminder=draft.reminder), who, desk)
    if reading.problem is Clarification.NO_DATE:
        said = draft.text
    draft = Draft(said or draft.text, draft.wall, around.zone, draft.rule, words[:LONGEST], draft.reminder)
    if reading.moment is None:
        return await _asked(reading, draft, who, desk)
    wall = reading.moment.replace(tzinfo=None, second=0, microsecond=0, fold=0)
    return await _read_back(_at(draft, wall, reading.rule), who, desk)


def _at(draft: Draft, wall: datetime, rule: str | None) -> Draft:
    return Draft(draft.text, packed_wall(wall), draft.zone, rule, draft.phrase, draft.reminder)


async def _asked(reading: Reading, draft: Draft, who: Visitor, desk: Desk) -> Screen:
    options = [option.replace(tzinfo=None, fold=0) for option in reading.options]
    await _expect(asked.NewReminder(1), draft, who, desk)
    problem = reading.problem or Clarification.NO_DATE
    return screens.ask_again(problem, options, draft, here(who, desk), who.view)


async def _when(draft: Draft, who: Visitor, desk: Desk, note: str | None = None) -> Screen:
    await _expect(asked.NewReminder(1), draft, who, desk)
    return screens.ask_when(draft, here(who, desk), who.view, note)


async def _read_back(draft: Draft, who: Visitor, desk: Desk) -> Screen:
    """Read it back and wait for OK. A time that has passed meanwhile is asked about."""
    around = here(who, desk)
    text = draft.text or who.view.say("remind.default")
    zone = draft.zone or around.zone
    draft = Draft(text, draft.wall, zone, draft.rule, draft.phrase, draft.reminder)
    if draft.when is None or localise(draft.when, zone) <= desk.now():
        return await asked_again(Clarification.PAST, draft, who, desk)
    await _expect(asked.ReadBack(), draft, who, desk)
    return screens.read_back(draft, around, who.view)


async def lost(who: Visitor, desk: Desk) -> Screen:
    """OK to a read-back of which nothing is kept any more."""
    return await _when(Draft(), who, desk, who.view.say("remind.lost"))


async def asked_again(problem: Clarification, draft: Draft, who: Visitor, desk: Desk) -> Screen:
    return await _asked(Reading(None, None, draft.text, problem), draft, who, desk)


async def edit(draft: Draft, what: str, who: Visitor, desk: Desk) -> Screen:
    """Change the time or the text of a kept reminder: told again, and read back."""
    if what != "text":
        return await _when(draft, who, desk)
    await _expect(asked.ReminderText(), draft, who, desk)
    return screens.ask_text(who.view)


async def _expect(place: Place, draft: Draft, who: Visitor, desk: Desk) -> None:
    await desk.pending.expect(who.id, Awaited(place.pack(), draft.pack()), desk.now())


def _draft(who: Visitor) -> Draft | None:
    """What this person was telling when they tapped."""
    place = places.unpack(who.draft.place) if who.draft else None
    return Draft.of(who.draft.draft) if who.draft and isinstance(place, _DRAFTING) else None


@acts(asked.NewReminder)
async def _new(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    draft = _draft(who) if place.keep else None
    return await _when(draft or Draft(), who, desk)


@takes(asked.NewReminder)
@takes(asked.ReminderTime)
@takes(asked.ReminderMonth)
async def _typed_time(
    place: Place, draft: str, text: str, who: Visitor, desk: Desk, context: Context
) -> Screen:
    return await _understood(text, Draft.of(draft), who, desk)


@acts(asked.ReminderTime)
async def _type(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    draft = _draft(who) or Draft()
    await _expect(asked.ReminderTime(), draft, who, desk)
    return screens.ask_typed(draft, who.view)


@acts(asked.ReminderMonth)
async def _month(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    draft = _draft(who) or Draft()
    await _expect(asked.ReminderMonth(), draft, who, desk)
    return screens.ask_day(place.month, draft, here(who, desk), who.view)


@acts(asked.ReminderDay)
async def _day(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    draft, day = _draft(who) or Draft(), as_day(place.day)
    if day is None:
        return await _when(draft, who, desk)
    at: time = draft.when.time() if draft.when else screens.MORNING
    return await _read_back(_at(draft, datetime.combine(day, at), None), who, desk)


@acts(asked.ReminderOn)
async def _on(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    """A moment on a button. What was said of a repetition still counts: 每天下午 is now 每天 15:00."""
    draft, wall = _draft(who) or Draft(), as_wall(place.wall)
    if wall is None:
        return await _when(draft, who, desk)
    rule = None
    if draft.phrase:
        again = read(
            f"{draft.phrase} {wall:%H:%M}", here(who, desk).local, who.language, desk.shelf.library.zones
        )
        rule = again.rule if again.moment and again.moment.time() == wall.time() else None
    return await _read_back(_at(draft, wall, rule), who, desk)


@acts(asked.ReminderText)
async def _other_text(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    await _expect(asked.ReminderText(), _draft(who) or Draft(), who, desk)
    return screens.ask_text(who.view)


@takes(asked.ReminderText)
async def _typed_text(
    place: Place, draft: str, text: str, who: Visitor, desk: Desk, context: Context
) -> Screen:
    kept, said = Draft.of(draft), mask(" ".join(text.split()))[:LONGEST]
    changed = Draft(said, kept.wall, kept.zone, kept.rule, "", kept.reminder)
    if kept.when is None:
        return await _when(changed, who, desk)
    return await _read_back(changed, who, desk)


@acts(asked.ReadBack)
async def _again(place: Any, who: Visitor, desk: Desk, context: Context) -> Screen:
    """The read-back that still waits for its OK."""
    draft = _draft(who) or Draft()
    return await _read_back(draft, who, desk) if draft.when else await _when(draft, who, desk)


@takes(asked.ReadBack)
async def _typed_instead(
    place: Place, draft: str, text: str, who: Visitor, desk: Desk, context: Context
) -> Screen | None:
    """Instead of OK: another time; anything else is a question, and the read-back still waits."""
    kept = Draft.of(draft)
    if read(text, here(who, desk).local, who.language, desk.shelf.library.zones).moment is None:
        await _expect(asked.ReadBack(), kept, who, desk)
        return None
    return await _understood(text, kept, who, desk)


def still_ahead(draft: Draft, now: datetime) -> datetime | None:
    """The wall-clock time of a draft, its next one where it repeats; None where it has passed."""
    if draft.when is None:
        return None
    if localise(draft.when, draft.zone) > now:
        return draft.when
    return next_after(draft.rule, draft.when, draft.zone, now) if draft.rule else None
