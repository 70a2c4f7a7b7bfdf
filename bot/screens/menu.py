"""The menu, the sections of topics, help, the languages."""

from bot.content.languages import LANGUAGES, is_language
from bot.screens import my_places as mine
from bot.screens import places
from bot.screens import reminder_places as asked
from bot.screens.draw import Gone, draws
from bot.screens.screen import Button, Screen, bold_lead, lines, pairs
from bot.screens.view import View

_ENTRIES: tuple[tuple[str, places.Place], ...] = (
    ("menu.renew", places.Advisor()),
    ("menu.faq", places.Faq()),
    ("menu.cards", mine.MyCards()),
    ("menu.reminders", asked.Reminders()),
    ("menu.french", places.Phrases()),
    ("menu.links", places.Links()),
    ("menu.kinds", places.CardKinds()),
    ("menu.operators", places.Operators()),
)


@draws(places.Menu)
def menu(place: places.Menu, view: View) -> Screen:
    rows = pairs(view.button(key, to) for key, to in _ENTRIES)
    language = (view.button("menu.language", places.Languages()), view.button("menu.help", places.Help()))
    return Screen(view.say("menu.text"), (*rows, language))


@draws(places.Faq)
def faq(place: places.Faq, view: View) -> Screen:
    filled = [section for section, topics in view.library.sections.items() if topics]
    buttons = (view.button(f"section.{section}", places.Section(section)) for section in filled)
    return Screen(bold_lead(view.say("faq.text")), (*pairs(buttons), view.menu))


@draws(places.Section)
def section(place: places.Section, view: View) -> Screen:
    topics = next((found for name, found in view.library.sections.items() if name == place.section), None)
    if not topics:
        raise Gone(place.section)
    buttons = (Button(topic.title[view.language], places.Topic(topic.id)) for topic in topics)
    title = view.say(f"section.{place.section}")
    back = (view.button("button.sections", places.Faq()),)
    return Screen(f"<b>{title}</b>\n{view.say('faq.pick')}", (*pairs(buttons), back, view.menu))


@draws(places.Help)
def help_(place: places.Help, view: View) -> Screen:
    return Screen(bold_lead(view.say("help.text")), (*pairs(_help_buttons(view)), view.menu))


def _help_buttons(view: View) -> list[Button]:
    return [
        view.button("menu.renew", places.Advisor()),
        view.button("menu.faq", places.Faq()),
        view.button("button.human", places.Human()),
    ]


@draws(places.Links)
def links(place: places.Links, view: View) -> Screen:
    buttons = [
        view.button("links.scam", places.Topic("scam")),
        view.button("links.clicked", places.Node("clicked-link")),
    ]
    return Screen(bold_lead(view.say("links.text")), (*pairs(buttons), view.menu))


@draws(places.Human)
def human(place: places.Human, view: View) -> Screen:
    buttons = [
        view.button("human.operator", places.Topic("contact-support")),
        view.button("menu.french", places.Phrases()),
    ]
    return Screen(bold_lead(view.say("human.text")), (*pairs(buttons), view.menu))


@draws(places.Cancel)
def cancel(place: places.Cancel, view: View) -> Screen:
    return Screen(view.say("pending.cancelled"), (view.menu,))


@draws(places.Languages)
def languages(place: places.Languages, view: View) -> Screen:
    buttons = []
    for language in LANGUAGES:
        mark = "✓ " if language == view.language else ""
        label = mark + view.library.interface.say("language.name", language)
        buttons.append(Button(label, places.SetLanguage(language)))
    return Screen(bold_lead(view.say("language.text")), (*pairs(buttons), view.menu))


@draws(places.SetLanguage)
def language_set(place: places.SetLanguage, view: View) -> Screen:
    """The menu in the language just chosen; the handler has stored it."""
    if not is_language(place.language):
        raise Gone(place.language)
    screen = menu(places.Menu(), view)
    return Screen(lines(view.say("language.set"), "", screen.text), screen.rows)
