"""Is this link real? The verdict first, then what to do."""

from bot.content import markup
from bot.safety.links import Verdict
from bot.screens import places
from bot.screens.screen import Screen, bold_lead, pairs
from bot.screens.view import View


def verdicts(found: list[Verdict], view: View) -> Screen:
    """The worst link decides; the others are told below it."""
    said = "\n\n".join(_verdict(verdict, view) for verdict in found[:3])
    bad = found[0].verdict != "official"
    buttons = [view.button("links.scam", places.Topic("scam"))]
    if bad:
        buttons.insert(0, view.button("links.clicked", places.Node("clicked-link")))
    return Screen(said, (*pairs(buttons), view.menu))


def _verdict(verdict: Verdict, view: View) -> str:
    operator = view.operator(verdict.owner)
    name = operator.name[view.language] if operator else verdict.host
    real = operator.pages["site"].split("/")[2].removeprefix("www.") if operator else ""
    # Shown as code, so that nobody taps it here.
    host = f"<code>{markup.escape(verdict.host)}</code>"
    return bold_lead(view.say(f"links.{verdict.verdict}", host=host, name=name, real=real)).strip()
