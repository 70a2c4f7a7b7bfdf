"""A secret was typed: delete it, it was not kept, and what to do where it went elsewhere too."""

from collections.abc import Sequence

from bot.screens import routes
from bot.screens.render_context import RenderContext
from bot.screens.screen import Screen, bold_lead, lines

_OF_A_BANK = frozenset({"card", "cvv", "iban", "otp"})
_TO_CHANGE = frozenset({"puk", "pin", "password", "voucher"})


def warning(kinds: Sequence[str], view: RenderContext) -> Screen:
    """The warning for these kinds of secret (bot.safety.secrets.KINDS); the question is answered below it."""
    named = view.say("secrets.joined").join(view.say(f"secrets.kinds.{kind}") for kind in kinds)
    bank = view.say("secrets.bank") if _OF_A_BANK & set(kinds) else None
    code = view.say("secrets.code") if _TO_CHANGE & set(kinds) else None
    text = lines(bold_lead(view.say("secrets.text", kinds=named)).strip(), bank, code)
    return Screen(text, ((view.button("links.clicked", routes.NodeRoute("clicked-link")),), view.menu))
