"""What concerns a person as a whole: their time zone, their leaving and coming back."""

from typing import cast

from telegram import Chat, ChatMember, ChatMemberUpdated, Update, User

from bot.card_ladders import set_ladders_of
from bot.cards.zones import resolve
from bot.handlers.context import Context
from bot.screens import menu as screens
from bot.screens import routes
from bot.screens.notice import back
from bot.screens.screen import Screen
from bot.services import Services, as_language, clock_for, services_of, user_context
from bot.transport import BotContext, sender


async def choose_zone(ctx: Context[routes.TimezoneRoute]) -> Screen:
    await ctx.expect(ctx.route)
    return screens.choose(ctx.clock, ctx.user.view)


async def set_zone(ctx: Context[routes.SetTimezoneRoute]) -> Screen:
    """Store the time zone. Reminders of cards move with it; typed ones keep the zone of their read-back."""
    zone = resolve(ctx.route.zone, ctx.services.knowledge.library.zones)
    if zone is None:
        return await choose_zone(ctx.at(routes.TimezoneRoute()))
    person = await ctx.services.people.change(ctx.user.id, ctx.services.now(), zone=zone)
    await set_ladders_of(ctx.user.id, ctx.services)
    older = [each for each in await ctx.services.reminders.of(ctx.user.id) if each.zone != zone]
    return screens.chosen(clock_for(person, ctx.services), ctx.user.view, len(older))


async def type_zone(ctx: Context[routes.TimezoneRoute], text: str) -> Screen | None:
    """Take the name of a place as a time zone; anything else is a question."""
    zone = resolve(text, ctx.services.knowledge.library.zones)
    if zone:
        return await set_zone(ctx.at(routes.SetTimezoneRoute(zone)))
    if len(text) > 40:
        return None
    await ctx.expect(routes.TimezoneRoute())
    return screens.choose(ctx.clock, ctx.user.view, ctx.user.view.say("timezone.unknown"))


async def set_language(ctx: Context[routes.SetLanguageRoute]) -> Screen:
    """Speak another language, in screens and in this chat's own menu."""
    language = as_language(ctx.route.language)
    if language is None:
        return ctx.rendered()
    await ctx.services.people.change(ctx.user.id, ctx.services.now(), language=language)
    await ctx.services.menus.speak(ctx.bot, ctx.user.id, language, ctx.services.knowledge.library)
    return ctx.speaking(language).rendered()


async def came_or_went(update: Update, context: BotContext) -> None:
    """Note that a person blocked the bot, or lets it write again."""
    services = services_of(context)
    change = cast(ChatMemberUpdated, update.my_chat_member)
    if change.chat.type != Chat.PRIVATE:
        return
    if change.new_chat_member.status == ChatMember.BANNED:
        await services.reminders.pause_person(change.from_user.id, services.now())
    else:
        await _welcome(update, context, services)


async def came(update: Update, context: BotContext) -> None:
    """Mark a person who sends anything as reachable again."""
    services = services_of(context)
    user = update.effective_user
    if user and not update.my_chat_member and (await services.people.get(user.id)).blocked:
        await _welcome(update, context, services)


async def _welcome(update: Update, context: BotContext, services: Services) -> None:
    now, person = services.now(), cast(User, update.effective_user).id
    held = await services.reminders.resume_person(person, now)
    if not held:
        return
    missed = sum(reminder.due <= now for reminder in held)
    user = await user_context(update, services)
    await sender.send(context.bot, person, user.drawn(back(len(held), missed, user.view)))
