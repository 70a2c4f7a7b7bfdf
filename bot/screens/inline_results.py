"""Answers as inline results: a title, its first line, the text that is sent, a button into private."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.content.markup import plain
from bot.match.finding import Finding
from bot.screens import routes
from bot.screens.deep_links import link_to
from bot.screens.render import render
from bot.screens.render_context import RenderContext
from bot.screens.routes import Route
from bot.screens.screen import Button, Screen

MOST = 50
_LIKELY = 0.02
# What most people come for, where nobody has voted yet.
_FIRST = (
    "pay-abroad", "which-channel", "payment-failed", "charged-not-credited", "keep-number", "check-balance",
    "check-expiry", "forgot-password", "foreign-bank-card", "scam",
)  # fmt: skip
_LINE = 120


@dataclass(frozen=True)
class InlineResult:
    """`id` is at most 64 bytes long; `first` is what the list shows under the title."""

    id: str
    title: str
    first: str
    screen: Screen
    route: Route


def matching(finding: Finding, username: str, view: RenderContext) -> list[InlineResult]:
    """The topics that are likely meant, the likeliest first."""
    likely = [name for name, score in finding.candidates if score >= _LIKELY]
    return _results(likely or [name for name, _ in finding.candidates[:3]], finding.operator, username, view)


def commonest(asked: Sequence[str], username: str, view: RenderContext) -> list[InlineResult]:
    """What is asked most, then what else there is."""
    names = dict.fromkeys([*asked, *_FIRST, *view.library.topics])
    return _results((name for name in names if name in view.library.topics), None, username, view)


def _results(
    names: Iterable[str], operator: str | None, username: str, view: RenderContext
) -> list[InlineResult]:
    return [_result(name, operator, username, view) for name in list(names)[:MOST]]


def _result(name: str, operator: str | None, username: str, view: RenderContext) -> InlineResult:
    route = routes.TopicRoute(name, operator)
    text = render(route, view).text
    guide: Route = routes.GuideRoute(name, operator) if name in view.library.channels else route
    opens = Button(
        view.say("inline.guide" if guide != route else "groups.open"), url=link_to(guide, username)
    )
    first = plain(text).strip().splitlines()[0][:_LINE]
    return InlineResult(
        name[:60], view.library.topics[name].title[view.language], first, Screen(text, ((opens,),)), guide
    )
