"""The menu, the sections of topics, help, the languages."""

from bot.cards import formatting
from bot.content.languages import LANGUAGES, is_language
from bot.screens import routes
from bot.screens.render_context import Gone, RenderContext, UserClock, zone_label
from bot.screens.screen import Button, Screen, bold_lead, lines, pairs

_ENTRIES: tuple[tuple[str, routes.Route], ...] = (
    ("menu.renew", routes.AdvisorRoute()),
    ("menu.faq", routes.FaqRoute()),
    ("menu.cards", routes.MyCardsRoute()),
    ("menu.reminders", routes.RemindersRoute()),
    ("menu.french", routes.PhrasesRoute()),
    ("menu.links", routes.LinksRoute()),
    ("menu.kinds", routes.CardKindsRoute()),
    ("menu.operators", routes.OperatorsRoute()),
)


def menu(route: routes.MenuRoute, view: RenderContext) -> Screen:
    rows = pairs(view.button(key, to) for key, to in _ENTRIES)
    language = (
        view.button("menu.language", routes.LanguagesRoute()),
        view.button("menu.help", routes.HelpRoute()),
    )
    return Screen(view.say("menu.text"), (*rows, language))


def faq(route: routes.FaqRoute, view: RenderContext) -> Screen:
    filled = [section for section, topics in view.library.sections.items() if topics]
    buttons = (view.button(f"section.{section}", routes.SectionRoute(section)) for section in filled)
    return Screen(bold_lead(view.say("faq.text")), (*pairs(buttons), view.menu))


def section(route: routes.SectionRoute, view: RenderContext) -> Screen:
    topics = next((found for name, found in view.library.sections.items() if name == route.section), None)
    if not topics:
        raise Gone(route.section)
    buttons = (Button(topic.title[view.language], routes.TopicRoute(topic.id)) for topic in topics)
    title = view.say(f"section.{route.section}")
    back = (view.button("button.sections", routes.FaqRoute()),)
    return Screen(f"<b>{title}</b>\n{view.say('faq.pick')}", (*pairs(buttons), back, view.menu))


def help_(route: routes.HelpRoute, view: RenderContext) -> Screen:
    return Screen(bold_lead(view.say("help.text")), (*pairs(_help_buttons(view)), view.menu))


def _help_buttons(view: RenderContext) -> list[Button]:
    return [
        view.button("menu.renew", routes.AdvisorRoute()),
        view.button("menu.faq", routes.FaqRoute()),
        view.button("button.human", routes.HumanRoute()),
    ]


def links(route: routes.LinksRoute, view: RenderContext) -> Screen:
    buttons = [
        view.button("links.scam", routes.TopicRoute("scam")),
        view.button("links.clicked", routes.NodeRoute("clicked-link")),
    ]
    return Screen(bold_lead(view.say("links.text")), (*pairs(buttons), view.menu))


def human(route: routes.HumanRoute, view: RenderContext) -> Screen:
    buttons = [
        view.button("human.operator", routes.TopicRoute("contact-support")),
        view.button("menu.french", routes.PhrasesRoute()),
    ]
    return Screen(bold_lead(view.say("human.text")), (*pairs(buttons), view.menu))


def neither(route: routes.NeitherRoute, view: RenderContext) -> Screen:
    """None of what was offered: say it otherwise, look at all questions, ask a human, or be told later."""
    tell = (
        ()
        if route.question is None
        else ((view.button("neither.tell", routes.TellMeRoute(route.question)),),)
    )
    ways = (view.button("menu.faq", routes.FaqRoute()), view.button("button.human", routes.HumanRoute()))
    return Screen(bold_lead(view.say("neither.text")), (*tell, *pairs(ways), (view.home,)))


def cancel(route: routes.CancelRoute, view: RenderContext) -> Screen:
    return Screen(view.say("pending.cancelled"), (view.menu,))


def languages(route: routes.LanguagesRoute, view: RenderContext) -> Screen:
    buttons = []
    for language in LANGUAGES:
        mark = "✓ " if language == view.language else ""
        label = mark + view.library.interface.say("language.name", language)
        buttons.append(Button(label, routes.SetLanguageRoute(language)))
    return Screen(bold_lead(view.say("language.text")), (*pairs(buttons), view.menu))


def language_set(route: routes.SetLanguageRoute, view: RenderContext) -> Screen:
    """The menu in the language just chosen; the handler has stored it."""
    if not is_language(route.language):
        raise Gone(route.language)
    screen = menu(routes.MenuRoute(), view)
    return Screen(lines(view.say("language.set"), "", screen.text), screen.rows)


def choose(here: UserClock, view: RenderContext, note: str | None = None) -> Screen:
    """The zone now, common ones as buttons; any city may be typed."""
    buttons = [
        Button(_label(zone, here, view), routes.SetTimezoneRoute(zone)) for zone in view.library.zones.offered
    ]
    said = view.say(
        "timezone.text", zone=zone_label(here.zone, view), time=formatting.clock(here.wall.time())
    )
    return Screen(lines(note, bold_lead(said)), (*pairs(buttons), view.menu))


def chosen(here: UserClock, view: RenderContext, older: int = 0) -> Screen:
    """The zone is set; of `older` reminders that keep another zone, an offer to move them."""
    said = view.say("timezone.set", zone=zone_label(here.zone, view), time=formatting.clock(here.wall.time()))
    rows = pairs(
        (
            view.button("menu.reminders", routes.RemindersRoute()),
            view.button("menu.cards", routes.MyCardsRoute()),
        )
    )
    move = ((view.button("remind.move", routes.MoveRemindersRoute()),),) if older else ()
    kept = view.say("remind.older", count=older) if older else view.say("timezone.kept")
    return Screen(lines(f"<b>{said}</b>", kept), (*move, *rows, view.menu))


def _label(zone: str, here: UserClock, view: RenderContext) -> str:
    return ("✓ " if zone == here.zone else "") + zone_label(zone, view)
