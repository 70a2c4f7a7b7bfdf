"""Is this link real? The verdict first, then what to do."""

from bot.content import markup
from bot.safety.links import LinkVerdict
from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.screen import Screen, bold_lead, pairs


def judged(found: list[LinkVerdict], view: RenderContext) -> Screen:
    """The worst link decides; the others are told below it."""
    said = "\n\n".join(_verdict(verdict, view) for verdict in found[:3])
    bad = found[0].verdict != "official"
    buttons = [view.button("links.scam", routes.TopicRoute("scam"))]
    if bad:
        buttons.insert(0, view.button("links.clicked", routes.NodeRoute("clicked-link")))
    return Screen(said, (*pairs(buttons), view.menu))


def _verdict(verdict: LinkVerdict, view: RenderContext) -> str:
    operator = view.operator(verdict.owner)
    name = operator.name[view.language] if operator else verdict.host
    real = operator.pages["site"].split("/")[2].removeprefix("www.") if operator else ""
    host, shown = _untappable(verdict.host), _untappable(verdict.shown or "")
    if verdict.verdict != "suspicious":
        return bold_lead(view.say(f"links.{verdict.verdict}", host=host, name=name)).strip()
    # Whose site is the real one can be told only of an operator.
    told = [reason for reason in verdict.reasons if reason != "brand" or operator]
    reasons = [view.say(f"links.reasons.{reason}", name=name, real=real, shown=shown) for reason in told]
    return bold_lead(view.say("links.suspicious", host=host, reasons="\n".join(reasons))).strip()


def _untappable(host: str) -> str:
    """Shown as code, so that nobody taps it here."""
    return f"<code>{markup.escape(host)}</code>"
