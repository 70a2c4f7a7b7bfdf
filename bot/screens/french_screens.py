"""French at hand: sentences to show, letters to send, words on operators' pages."""

from itertools import islice

from bot.content.french import Letter
from bot.content.markup import COPY_LIMIT, escape
from bot.screens import routes
from bot.screens.render_context import Gone, RenderContext, find
from bot.screens.screen import Button, Screen, bold_lead, lines, pairs

_PAGE = 12


def phrases(route: routes.PhrasesRoute, view: RenderContext) -> Screen:
    said = [Button(p.title[view.language], routes.PhraseRoute(p.id)) for p in view.library.phrases.values()]
    letters = [
        Button(x.title[view.language], routes.LetterRoute(x.id)) for x in view.library.letters.values()
    ]
    glossary = (view.button("button.glossary", routes.GlossaryRoute()), view.home)
    rows = (*pairs(said), *pairs(letters), glossary)
    return Screen(bold_lead(view.say("french.text")), rows)


def phrase(route: routes.PhraseRoute, view: RenderContext) -> Screen:
    """The French large and first, its meaning under it."""
    found = find(view.library.phrases, route.phrase)
    meaning = found.meaning[view.language] if view.language != "fr" else None
    text = lines(
        f"<b>{view.say('french.show')}</b>",
        f"<blockquote><b>« {escape(found.french)} »</b></blockquote>",
        meaning,
        f"<i>{found.when[view.language]}</i>",
    )
    return Screen(text, (*_copy(found.french, view), (_back(view), view.home)))


def _copy(french: str, view: RenderContext) -> tuple[tuple[Button, ...], ...]:
    if len(french) > COPY_LIMIT:
        return ()
    return ((Button(view.say("button.copy"), copy=french),),)


def _back(view: RenderContext) -> Button:
    return view.button("button.french", routes.PhrasesRoute())


def glossary(route: routes.GlossaryRoute, view: RenderContext) -> Screen:
    terms = view.library.glossary
    pages = max(1, -(-len(terms) // _PAGE))
    page = min(max(route.page, 0), pages - 1)
    shown = islice(terms.values(), page * _PAGE, (page + 1) * _PAGE)
    said = "\n".join(f"<code>{escape(t.french)}</code>  {t.meaning[view.language]}" for t in shown)
    turn = [
        view.button(key, routes.GlossaryRoute(other))
        for key, other in (("button.previous_page", page - 1), ("button.next_page", page + 1))
        if 0 <= other < pages
    ]
    title = view.say("french.glossary", page=page + 1, pages=pages)
    rows = (*((tuple(turn),) if turn else ()), (_back(view), view.home))
    return Screen(lines(f"<b>{title}</b>", said), rows)


def letter(route: routes.LetterRoute, view: RenderContext) -> Screen:
    """The next open question, or the letter with all answers in it."""
    found = find(view.library.letters, route.letter)
    given = route.answers.split(".") if route.answers else []
    if len(given) < len(found.questions):
        return _question(found, given, view)
    return _written(found, given, view)


def _question(found: Letter, given: list[str], view: RenderContext) -> Screen:
    question = found.questions[len(given)]
    buttons = [
        Button(option.label[view.language], routes.LetterRoute(found.id, ".".join([*given, option.id])))
        for option in question.options
    ]
    count = view.say("french.question", number=len(given) + 1, total=len(found.questions))
    text = f"<b>{found.title[view.language]}</b> · {count}\n{question.ask[view.language]}"
    return Screen(text, (*((button,) for button in buttons), (_back(view), view.home)))


def _written(found: Letter, given: list[str], view: RenderContext) -> Screen:
    chosen = {}
    for question, answer in zip(found.questions, given, strict=False):
        option = next((option for option in question.options if option.id == answer), None)
        if option is None:
            raise Gone(answer)
        chosen[question.id] = option.french
    french = found.french.format(**chosen)
    text = lines(
        f"<b>{view.say('french.fill')}</b>", f"<pre>{escape(french)}</pre>", found.meaning[view.language]
    )
    again = (view.button("button.again", routes.LetterRoute(found.id)),)
    return Screen(text, (*_copy(french, view), again, (_back(view), view.home)))
