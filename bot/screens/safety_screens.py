"""Warnings: the verdict on links and messages, and what to do where a secret was typed."""

from collections.abc import Sequence

from bot.content import markup
from bot.safety.links import LinkVerdict
from bot.safety.verdict import MessageVerdict
from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.screen import Screen, bold_lead, lines, pairs

# More reasons or links than that are not read.
_MOST = 3
_OF_A_BANK = frozenset({"card", "cvv", "iban", "otp"})
_TO_CHANGE = frozenset({"puk", "pin", "password", "voucher"})


def judged(verdict: MessageVerdict, view: RenderContext) -> Screen:
    """The verdict as a whole answer: what speaks against the words, then each link, the worst first."""
    told = [_scam(verdict.scams, view)] if verdict.scams else []
    told += [_link(link, view) for link in verdict.links[:_MOST]]
    buttons = [view.button("links.scam", routes.TopicRoute("scam"))]
    if verdict.verdict != "official":
        buttons.insert(0, view.button("links.clicked", routes.NodeRoute("clicked-link")))
    return Screen("\n\n".join(told), (*pairs(buttons), (view.home,)))


def named(verdict: MessageVerdict, view: RenderContext) -> str:
    """A line for each link that a question only names."""
    return "\n".join(_named(link, view) for link in verdict.links[:_MOST])


def _named(link: LinkVerdict, view: RenderContext) -> str:
    operator, host = view.operator(link.owner), _untappable(link.host)
    if link.verdict != "official":
        return view.say("links.named_unknown", host=host)
    if operator is None:
        return view.say("links.named_body", host=host)
    return view.say("links.named_official", host=host, name=operator.name[view.language])


def _scam(reasons: Sequence[str], view: RenderContext) -> str:
    said = "\n".join(view.say(f"scams.reasons.{reason}") for reason in reasons[:_MOST])
    return bold_lead(view.say("scams.text", reasons=said)).strip()


def _link(link: LinkVerdict, view: RenderContext) -> str:
    operator, host = view.operator(link.owner), _untappable(link.host)
    if link.verdict == "unknown":
        return bold_lead(view.say("links.unknown", host=host)).strip()
    if link.verdict == "official" and operator is None:
        return bold_lead(view.say("links.official_body", host=host)).strip()
    if link.verdict == "official" and operator:
        name = operator.name[view.language]
        return bold_lead(view.say("links.official", host=host, name=name)).strip()
    return bold_lead(view.say("links.suspicious", host=host, reasons=_reasons(link, view))).strip()


def _reasons(link: LinkVerdict, view: RenderContext) -> str:
    """Where the real site is, and what gives this one away."""
    operator, shown = view.operator(link.owner), _untappable(link.shown or "")
    said = [view.say(f"links.reasons.{reason}", shown=shown) for reason in link.reasons[:_MOST]]
    if operator is None:
        return lines(*said)
    real = operator.pages["site"].split("/")[2].removeprefix("www.")
    return lines(view.say("links.real", name=operator.name[view.language], real=real), *said)


def _untappable(host: str) -> str:
    """Shown as code, so that nobody taps it here."""
    return f"<code>{markup.escape(host)}</code>"


def secret_warning(kinds: Sequence[str], view: RenderContext) -> Screen:
    """The warning for these kinds of secret (bot.safety.secrets.KINDS); the question is answered below it."""
    named = view.say("secrets.joined").join(view.say(f"secrets.kinds.{kind}") for kind in kinds)
    bank = view.say("secrets.bank") if _OF_A_BANK & set(kinds) else None
    code = view.say("secrets.code") if _TO_CHANGE & set(kinds) else None
    text = lines(bold_lead(view.say("secrets.text", kinds=named)).strip(), bank, code)
    return Screen(text, ((view.button("links.clicked", routes.NodeRoute("clicked-link")),), view.menu))
