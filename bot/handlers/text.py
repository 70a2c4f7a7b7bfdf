"""The steps that a typed message goes through, until one of them has a screen for it."""

from dataclasses import replace

from bot.content.library import Library
from bot.conversation import ConversationContext, Prompt
from bot.handlers.context import Context, Incoming
from bot.handlers.unanswered_questions import keep_unanswered
from bot.screens import routes
from bot.screens.conversation_screens import keep_route, respond
from bot.screens.render import render
from bot.screens.routes import Route
from bot.screens.safety_screens import judged, named
from bot.screens.screen import Screen, lines
from bot.screens.targets import opened_by
from bot.store.questions import Question
from bot.transport import sender

_MOST_ROWS = 3

# What a route asks for; a route that is no prompt stands not here.
_PROMPTS: dict[type[Route], str] = {
    routes.ReadBackRoute: "confirm",
    routes.KeepStatementRoute: "confirm",
    routes.NewReminderRoute: "date",
    routes.ReminderTimeRoute: "date",
    routes.ReminderMonthRoute: "date",
    routes.CardMonthRoute: "date",
    routes.CardDatesRoute: "date",
    routes.RenewedMonthRoute: "date",
    routes.RenewedForRoute: "amount",
    routes.ReminderTextRoute: "words",
    routes.CardNameRoute: "name",
    routes.TimezoneRoute: "zone",
    routes.HumanRoute: "words",
}


def prompted(known: ConversationContext) -> ConversationContext:
    """Return the conversation with the kind of what was asked for; with nothing where its route is gone."""
    prompt = known.prompt
    route = routes.unpack(prompt.route) if prompt else None
    if prompt is None or route is None:
        return replace(known, prompt=None)
    kind = _PROMPTS.get(type(route))
    if isinstance(route, routes.AddCardRoute):
        kind = "name" if route.operator and route.kind else "operator"
    return replace(known, prompt=replace(prompt, kind=kind) if kind else None)


async def warn_of_scam(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Warn of a suspicious message before anything else; then ask again what was being asked."""
    if said.verdict.verdict != "suspicious":
        return None
    screen = judged(said.verdict, ctx.user.view)
    prompt = ctx.talk.known.prompt
    route = routes.unpack(prompt.route) if prompt else None
    ctx.talk.known = replace(said.turn.context, prompt=prompt)
    if route is None or isinstance(route, routes.KeepStatementRoute):
        return screen
    await sender.send(ctx.bot, ctx.user.id, ctx.user.drawn(screen))
    return await _ask_again(ctx, route)


async def take_prompt(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Take yes, no, never mind, or the line that was asked for: "type the date" is not a question."""
    prompt = ctx.talk.known.prompt
    route = routes.unpack(prompt.route) if prompt else None
    if prompt is None or route is None:
        return None
    act = said.turn.act
    if act == "cancel" or shortcut(said.text, ctx.services.knowledge.library) == routes.CancelRoute():
        ctx.take_prompt()
        return render(routes.CancelRoute(), ctx.user.view)
    if act == "menu":
        ctx.take_prompt()
        return None
    if act in ("confirm", "done", "deny", "later"):
        return await _yes_or_no(ctx, prompt, route, yes=act in ("confirm", "done"))
    if said.turn.data or prompt.kind in ("confirm", "operator"):
        ctx.take_prompt()
        return await ctx.dispatch.take(ctx, prompt, said.text)
    return None


async def _yes_or_no(ctx: Context[Route], prompt: Prompt, route: Route, *, yes: bool) -> Screen:
    """Keep what was read back, or ask what to change; where a line was asked for, ask for it again."""
    ctx.take_prompt()
    tapped = replace(ctx, user=replace(ctx.user, draft=prompt))
    if isinstance(route, routes.KeepStatementRoute):
        return await tapped.open(route) if yes else render(routes.CancelRoute(), ctx.user.view)
    if isinstance(route, routes.ReadBackRoute):
        if yes and route.draft:
            return await tapped.open(routes.KeepReminderRoute(f"n{route.draft}"))
        again = await tapped.open(route)
        return replace(again, text=lines(ctx.user.view.say("acts.what_to_change"), again.text))
    return await tapped.open(route)


async def _ask_again(ctx: Context[Route], route: Route) -> Screen:
    prompt = ctx.take_prompt()
    return await replace(ctx, user=replace(ctx.user, draft=prompt)).open(route)


async def judge_links(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Judge a message that is little more than its link, or asks whether it is genuine."""
    if not said.verdict.takes_answer:
        return None
    ctx.talk.known = replace(said.turn.context, prompt=ctx.talk.known.prompt)
    return judged(said.verdict, ctx.user.view)


async def say_empty(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Answer a message without a letter or a digit."""
    if any(char.isalnum() for char in said.text):
        return None
    return Screen(ctx.user.view.say("answer.empty"), (ctx.user.view.menu,))


async def open_shortcut(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Open the route of a word that alone names it (续费, renew, rappel)."""
    route = shortcut(said.text, ctx.services.knowledge.library)
    return await ctx.open(route) if route else None


async def open_act(ctx: Context[Route], said: Incoming) -> Screen | None:
    """Act on a tap said in words: a human, another language, their own dates."""
    turn = said.turn
    if turn.act == "human":
        return await ctx.open(routes.HumanRoute(ctx.talk.known.topic))
    if turn.act == "language":
        asked = ctx.services.knowledge.responder.language_asked(said.text)
        return await ctx.open(routes.SetLanguageRoute(asked) if asked else routes.LanguagesRoute())
    if turn.act == "my-dates" and (cards := said.cards):
        operator = turn.told.line.operator if turn.told else None
        mine = [card for card in cards if operator in (None, card.operator)]
        return await ctx.open(routes.MyCardRoute(mine[0].id) if len(mine) == 1 else routes.MyCardsRoute())
    return None


async def answer_turn(ctx: Context[Route], said: Incoming) -> Screen:
    """Answer what is meant, and remember the language and what was told."""
    turn, now = said.turn, ctx.services.now()
    await note_language(ctx, said)
    await ctx.services.counts.add("outcome", turn.finding.outcome, now)
    ctx.services.metrics.outcomes.labels(turn.finding.outcome, turn.finding.language).inc()
    asked = Question(said.text, turn.finding.language, turn.finding.topic)
    ctx.services.questions.add(asked, now)
    view = ctx.user.view.speaking(turn.finding.language)
    cards = said.cards
    waiting = ctx.talk.known.prompt
    ctx.talk.known = replace(turn.context, prompt=waiting)
    screen = respond(turn, view, cards, ctx.clock.today)
    if said.verdict.links:
        screen = replace(screen, text=f"{screen.text}\n\n{named(said.verdict, view)}")
    if turn.statement:
        mine = [card for card in cards if turn.statement.operator in (None, card.operator)]
        if len(mine) < 2:
            await ctx.expect(keep_route(turn.statement, mine[0] if mine else None))
        return screen
    screen = await keep_unanswered(ctx, said, screen)
    return _with_prompt(screen, waiting, ctx) if waiting else screen


def _with_prompt(screen: Screen, prompt: Prompt, ctx: Context[Route]) -> Screen:
    """The answer, and the way back to what was being asked."""
    route = routes.unpack(prompt.route)
    if route is None or isinstance(route, routes.KeepStatementRoute):
        return screen
    back = (ctx.user.view.button("acts.go_on", route),)
    *rows, last = screen.rows or (ctx.user.view.menu,)
    return replace(screen, rows=(back, *rows[: _MOST_ROWS - 1], last))


async def note_language(ctx: Context[Route], said: Incoming) -> None:
    """Keep the language in which a person writes."""
    language = said.turn.finding.language
    if language != ctx.user.person.language:
        await ctx.services.people.speak(ctx.user.id, language, ctx.services.now())


def shortcut(text: str, library: Library) -> Route | None:
    """Return the route of a word that alone opens it."""
    name = library.shortcuts.get(text.strip().casefold())
    return opened_by(name) if name else None
