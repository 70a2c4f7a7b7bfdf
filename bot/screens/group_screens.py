"""Answers where others read them: no menus, nothing personal, one button into the private chat."""

from collections.abc import Sequence

from bot.conversation import Turn
from bot.safety.verdict import MessageVerdict
from bot.screens import routes
from bot.screens.conversation_screens import respond
from bot.screens.deep_links import link_to
from bot.screens.render_context import RenderContext
from bot.screens.routes import Route
from bot.screens.safety_screens import judged, secret_warning
from bot.screens.screen import Button, Screen, bold_lead


def group_answer(
    turn: Turn, verdict: MessageVerdict, secrets: Sequence[str], username: str, view: RenderContext
) -> Screen:
    """The answer as in private, its buttons left out but the one that opens it there.

    Above it stands the warning for these kinds of secret (bot.safety.secrets.KINDS), where there are any.
    """
    judged_here = verdict.takes_answer or verdict.verdict == "suspicious"
    screen = judged(verdict, view) if judged_here else respond(turn, view)
    finding = turn.finding
    route: Route | None = None
    if finding.outcome == "answer" and finding.topic and not judged_here:
        route = routes.TopicRoute(finding.topic, finding.operator)
    warning = f"{secret_warning(secrets, view).text}\n\n" if secrets else ""
    return Screen(warning + screen.text, (_opening(route, username, view),))


def private_only(key: str, username: str, view: RenderContext) -> Screen:
    """What is for the private chat only, and the way there."""
    return Screen(bold_lead(view.say(key)), (_opening(None, username, view),))


def _opening(route: Route | None, username: str, view: RenderContext) -> tuple[Button, ...]:
    return (Button(view.say("groups.open"), url=link_to(route, username)),)
