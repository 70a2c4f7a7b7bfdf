"""The whole guide in the pocket: one message, or a file, for where there is no network."""

from bot.content.channel import Channel, Step
from bot.content.french import Term
from bot.content.markup import MESSAGE_LIMIT, escape, length
from bot.content.operator import Operator
from bot.screens import routes
from bot.screens.evidence import expand
from bot.screens.render_context import RenderContext, as_kind, find
from bot.screens.screen import Screen, lines

# What one says at a counter, where the network is missed most.
_PHRASES = ("top-up", "longest", "receipt")
_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>
body {{ font: 17px/1.5 system-ui, sans-serif; margin: 1em auto; max-width: 40em; padding: 0 1em; }}
li {{ margin: 0 0 .8em; white-space: pre-line; }} code {{ background: #8882; padding: 0 .2em; }}
blockquote {{ font-size: 1.3em; margin: 1em 0; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #111; color: #eee; }} }}
</style></head><body><h1>{title}</h1><ol>{steps}</ol><h2>{words}</h2><ul>{terms}</ul>
<h2>{show}</h2>{phrases}</body></html>
"""


def pocket(route: routes.PocketRoute, view: RenderContext) -> Screen:
    """All steps of a guide in one message; only their first lines where the whole would not fit."""
    title, steps, terms = _parts(route, view)
    text = _message(title, steps, terms, view)
    if length(text) > MESSAGE_LIMIT:
        text = _message(title, [step.partition("\n")[0] for step in steps], terms, view)
    file = view.button(
        "button.pocket_file", routes.PocketFileRoute(route.channel, route.operator, route.kind)
    )
    guide = view.button("button.to_guide", routes.GuideRoute(route.channel, route.operator, route.kind))
    return Screen(text, ((file,), (guide, view.home)))


def pocket_page(route: routes.PocketRoute, view: RenderContext) -> str:
    """The same as a page that needs no network, with what to show at a counter."""
    title, steps, terms = _parts(route, view)
    return _PAGE.format(
        language=view.language,
        title=escape(title),
        steps="".join(f"<li>{step}</li>" for step in steps),
        words=escape(view.say("guide.look_for")),
        terms="".join(f"<li>{_term(term, view)}</li>" for term in terms),
        show=escape(view.say("french.show")),
        phrases="".join(_phrase(name, view) for name in _PHRASES),
    )


def _phrase(name: str, view: RenderContext) -> str:
    phrase = view.library.phrases.get(name)
    if phrase is None:
        return ""
    meaning = phrase.meaning[view.language]
    return f"<blockquote lang=fr>« {escape(phrase.french)} »</blockquote><p>{meaning}</p>"


def _parts(route: routes.PocketRoute, view: RenderContext) -> tuple[str, list[str], list[Term]]:
    """The title, the steps as markup, and the French words of all of them, each once."""
    channel = find(view.library.channels, route.channel)
    operator = view.operator(route.operator)
    steps = channel.guide(as_kind(route.kind, operator))
    names = dict.fromkeys(name for step in steps for name in step.look_for)
    said = [_step(step, operator, view) for step in steps]
    return _title(channel, operator, view), said, [view.library.glossary[name] for name in names]


def _title(channel: Channel, operator: Operator | None, view: RenderContext) -> str:
    title = channel.title[view.language]
    return f"{title} · {operator.name[view.language]}" if operator else title


def _step(step: Step, operator: Operator | None, view: RenderContext) -> str:
    own = step.operators.get(operator.id) if operator else None
    text, _ = expand((own or step.text)[view.language], view, operator.id if operator else None)
    fact = operator.facts.get(step.copy_fact) if operator and step.copy_fact else None
    code = f"<code>{escape(fact.value)}</code>" if fact and fact.shown and fact.value else None
    page = escape(operator.page(step.page)) if operator and step.page else None
    return lines(text.strip(), code, page)


def _message(title: str, steps: list[str], terms: list[Term], view: RenderContext) -> str:
    numbered = [f"<b>{number}.</b> {step}" for number, step in enumerate(steps, 1)]
    words = [view.say("guide.look_for"), *(f"• {_term(term, view)}" for term in terms)] if terms else []
    return lines(f"<b>{escape(title)}</b>", *numbered, *words)


def _term(term: Term, view: RenderContext) -> str:
    return f"<code>{escape(term.french)}</code> {term.meaning[view.language]}"
