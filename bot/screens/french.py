"""French at hand: sentences to show, letters to send, words on operators' pages."""

from itertools import islice

from bot.content.french import Letter
from bot.content.markup import COPY_LIMIT, escape
from bot.screens import places
from bot.screens.draw import Gone, draws, find
from bot.screens.screen import Button, Screen, bold_lead, lines, pairs
from bot.screens.view import View

_PAGE = 12


@draws(places.Phrases)
def phrases(place: places.Phrases, view: View) -> Screen:
    said = [Button(p.title[view.language], places.Phrase(p.id)) for p in view.library.phrases.values()]
    letters = [Button(x.title[view.language], places.Letter(x.id)) for x in view.library.letters.values()]
    glossary = (view.button("button.glossary", places.Glossary()),)
    rows = (*pairs(said), *pairs(letters), glossary, view.menu)
    return Screen(bold_lead(view.say("french.text")), rows)


@draws(places.Phrase)
def phrase(place: places.Phrase, view: View) -> Screen:
    """The French large and first, its meaning under it."""
    found = find(view.library.phrases, place.phrase)
    meaning = found.meaning[view.language] if view.language != "fr" else None
    text = lines(
        f"<b>{view.say('french.show')}</b>",
        f"<blockquote><b>« {escape(found.french)} »</b></blockquote>",
        meaning,
        f"<i>{found.when[view.language]}</i>",
    )
    return Screen(text, (*_copy(found.french, view), (_back(view),), view.menu))


def _copy(french: str, view: View) -> tuple[tuple[Button, ...], ...]:
    if len(french) > COPY_LIMIT:
        return ()
    return ((Button(view.say("button.copy"), copy=french),),)


def _back(view: View) -> Button:
    return view.button("button.french", places.Phrases())


@draws(places.Glossary)
def glossary(place: places.Glossary, view: View) -> Screen:
    terms = view.library.glossary
    pages = max(1, -(-len(terms) // _PAGE))
    page = min(max(place.page, 0), pages - 1)
    shown = islice(terms.values(), page * _PAGE, (page + 1) * _PAGE)
    said = "\n".join(f"<code>{escape(t.french)}</code>  {t.meaning[view.language]}" for t in shown)
    turn = [
        view.button(key, places.Glossary(other))
        for key, other in (("button.previous_page", page - 1), ("button.next_page", page + 1))
        if 0 <= other < pages
    ]
    title = view.say("french.glossary", page=page + 1, pages=pages)
    rows = (*((tuple(turn),) if turn else ()), (_back(view),), view.menu)
    return Screen(lines(f"<b>{title}</b>", said), rows)


@draws(places.Letter)
def letter(place: places.Letter, view: View) -> Screen:
    """The next open question, or the letter with all answers in it."""
    found = find(view.library.letters, place.letter)
    given = place.answers.split(".") if place.answers else []
    if len(given) < len(found.questions):
        return _question(found, given, view)
    return _written(found, given, view)


def _question(found: Letter, given: list[str], view: View) -> Screen:
    question = found.questions[len(given)]
    buttons = [
        Button(option.label[view.language], places.Letter(found.id, ".".join([*given, option.id])))
        for option in question.options
    ]
    count = view.say("french.question", number=len(given) + 1, total=len(found.questions))
    text = f"<b>{found.title[view.language]}</b> · {count}\n{question.ask[view.language]}"
    return Screen(text, (*((button,) for button in buttons), (_back(view),), view.menu))


def _written(found: Letter, given: list[str], view: View) -> Screen:
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
    again = (view.button("button.again", places.Letter(found.id)),)
    return Screen(text, (*_copy(french, view), again, (_back(view),), view.menu))
