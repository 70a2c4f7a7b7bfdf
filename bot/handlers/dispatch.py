"""The bot's table of contents: every update, command, tap, typed line and step of the text pipeline."""

from typing import Any, cast

from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.handlers import (
    admin,
    card_actions,
    card_dates,
    commands,
    exchange_actions,
    feedback_actions,
    flood,
    guide_actions,
    handoff,
    inline_queries,
    kind_actions,
    link_list,
    new_words,
    notice_replies,
    person_actions,
    privacy_actions,
    reminder_actions,
    reminder_drafts,
    renewal_actions,
    settings_actions,
    sharing_actions,
    slash,
    statement_actions,
    support_chat,
    text,
    unanswered_questions,
)
from bot.handlers.admin import admins_tap
from bot.handlers.card_access import on_card, typed_on_card
from bot.handlers.commands import Command, opens
from bot.handlers.context import DISPATCH, Dispatch, Tap, TextStep, Typed
from bot.handlers.errors import failed
from bot.handlers.group_messages import GroupMessages
from bot.handlers.updates import OnCommand, OnEdited, OnText, on_other, on_tap
from bot.screens import routes
from bot.transport import App

COMMANDS: dict[str, Command] = {
    "start": commands.start,
    "renew": commands.renew,
    "remind": reminder_drafts.remind,
    "faq": opens(routes.FaqRoute()),
    "language": opens(routes.LanguagesRoute()),
    "help": opens(routes.HelpRoute()),
    "human": opens(routes.HumanRoute()),
    "cancel": opens(routes.CancelRoute()),
    "cards": opens(routes.MyCardsRoute()),
    "reminders": opens(routes.RemindersRoute()),
    "timezone": opens(routes.TimezoneRoute()),
    "settings": opens(routes.SettingsRoute()),
    "privacy": opens(routes.PrivacyRoute()),
    "mydata": opens(routes.MyDataRoute()),
    "forget": opens(routes.ForgetRoute()),
    "stats": admin.admins_only(admin.stats),
    "reload": admin.admins_only(new_words.reload),
    "stale": admin.admins_only(admin.stale),
    "links": admin.admins_only(link_list.links),
    "unanswered": admin.admins_only(opens(routes.UnansweredRoute())),
}

# A message goes through these until one of them has a screen for it.
TEXT: tuple[TextStep, ...] = (
    sharing_actions.join_by_text,
    text.warn_of_scam,
    slash.run_slash,
    handoff.take_question,
    text.take_prompt,
    notice_replies.reply_to_notice,
    reminder_drafts.told,
    text.judge_links,
    text.say_empty,
    text.open_shortcut,
    text.open_act,
    text.answer_turn,
)

# A tap whose route stands here acts before its screen is shown; every other one is only rendered.
# The tables are not annotated, so that the type checker holds each handler against its route.
TAPS = (
    Tap(routes.HumanRoute, handoff.ask_for_human),
    Tap(routes.SendHumanRoute, handoff.send_to_human),
    Tap(routes.EndHumanRoute, handoff.end_talk),
    Tap(routes.MyCardsRoute, card_actions.list_cards),
    Tap(routes.AddCardRoute, card_actions.add_card),
    Tap(routes.MakeCardRoute, card_actions.make_card),
    Tap(routes.RestoreCardRoute, card_actions.restore_card),
    Tap(routes.CardIcsRoute, card_actions.send_calendar),
    Tap(routes.MyCardRoute, on_card(card_actions.open_card)),
    Tap(routes.CardMoreRoute, on_card(card_actions.open_more)),
    Tap(routes.CardNameRoute, on_card(card_actions.ask_nickname)),
    Tap(routes.CardKeepingRoute, on_card(card_actions.switch_keeping)),
    Tap(routes.CardLadderRoute, on_card(card_actions.switch_rung)),
    Tap(routes.DeleteCardRoute, on_card(card_actions.delete_card)),
    Tap(routes.CardDatesRoute, on_card(card_dates.choose_date)),
    Tap(routes.CardMonthRoute, on_card(card_dates.open_month)),
    Tap(routes.CardDayRoute, on_card(card_dates.pick_day)),
    Tap(routes.VoteRoute, feedback_actions.vote),
    Tap(routes.ReasonRoute, feedback_actions.give_reason),
    Tap(routes.NeitherRoute, unanswered_questions.none_of_these),
    Tap(routes.TellMeRoute, unanswered_questions.tell_me),
    Tap(routes.UnansweredRoute, admins_tap(unanswered_questions.list_unanswered)),
    Tap(routes.TeachRoute, admins_tap(unanswered_questions.teach)),
    Tap(routes.UnteachRoute, admins_tap(unanswered_questions.unteach)),
    Tap(routes.DraftTopicRoute, admins_tap(unanswered_questions.draft_topic)),
    Tap(routes.PublishWordsRoute, admins_tap(new_words.publish)),
    Tap(routes.KeepWordsRoute, admins_tap(new_words.keep)),
    Tap(routes.WordChangeRoute, admins_tap(new_words.show_change)),
    Tap(routes.KeepAdviceRoute, guide_actions.keep_advice),
    Tap(routes.GuideRoute, guide_actions.walk_guide),
    Tap(routes.GuideEndRoute, guide_actions.finish_guide),
    Tap(routes.StuckRoute, guide_actions.note_stuck),
    Tap(routes.PocketFileRoute, guide_actions.send_guide_file),
    Tap(routes.AdvisorRoute, guide_actions.open_advisor),
    Tap(routes.TimezoneRoute, person_actions.choose_zone),
    Tap(routes.SetTimezoneRoute, person_actions.set_zone),
    Tap(routes.SetLanguageRoute, person_actions.set_language),
    Tap(routes.SettingsRoute, settings_actions.show_settings),
    Tap(routes.SettingRoute, settings_actions.show_setting),
    Tap(routes.SetSettingRoute, settings_actions.set_setting),
    Tap(routes.PrivacyRoute, privacy_actions.show_privacy),
    Tap(routes.MyDataRoute, privacy_actions.send_my_data),
    Tap(routes.ForgetRoute, privacy_actions.forget),
    Tap(routes.KeepReminderRoute, reminder_actions.keep_reminder),
    Tap(routes.UndoEditRoute, reminder_actions.undo_edit),
    Tap(routes.RemindersRoute, reminder_actions.list_reminders),
    Tap(routes.OneReminderRoute, reminder_actions.open_reminder),
    Tap(routes.EditReminderRoute, reminder_actions.edit_reminder),
    Tap(routes.PauseReminderRoute, reminder_actions.pause_reminder),
    Tap(routes.DeleteReminderRoute, reminder_actions.delete_reminder),
    Tap(routes.RestoreReminderRoute, reminder_actions.restore_reminder),
    Tap(routes.SnoozeRoute, reminder_actions.snooze_reminder),
    Tap(routes.DoneReminderRoute, reminder_actions.finish_reminder),
    Tap(routes.ArrivedRoute, reminder_actions.show_arrived),
    Tap(routes.InsistRoute, reminder_actions.switch_insisting),
    Tap(routes.MoveRemindersRoute, reminder_actions.move_reminders),
    Tap(routes.ExchangeRoute, exchange_actions.offer),
    Tap(routes.FeedRoute, exchange_actions.calendar_address),
    Tap(routes.OverviewRoute, card_actions.show_overview),
    Tap(routes.QuietHoursRoute, reminder_actions.show_quiet_hours),
    Tap(routes.NewReminderRoute, reminder_drafts.new_reminder),
    Tap(routes.ReminderTimeRoute, reminder_drafts.ask_time),
    Tap(routes.ReminderMonthRoute, reminder_drafts.open_draft_month),
    Tap(routes.ReminderDayRoute, reminder_drafts.pick_draft_day),
    Tap(routes.ReminderOnRoute, reminder_drafts.pick_moment),
    Tap(routes.ReminderTextRoute, reminder_drafts.ask_other_text),
    Tap(routes.ReadBackRoute, reminder_drafts.show_read_back),
    Tap(routes.KeepStatementRoute, statement_actions.keep_statement),
    Tap(routes.GuideRenewedRoute, renewal_actions.renew_after_guide),
    Tap(routes.RenewedRoute, on_card(renewal_actions.renew_card)),
    Tap(routes.RenewedUntilRoute, on_card(renewal_actions.set_renewal_end)),
    Tap(routes.RenewedMonthRoute, on_card(renewal_actions.open_renewal_month)),
    Tap(routes.RenewedForRoute, on_card(renewal_actions.ask_cost)),
    Tap(routes.UndoRenewalRoute, on_card(renewal_actions.undo_renewal)),
    Tap(routes.CardHistoryRoute, on_card(renewal_actions.show_history)),
    Tap(routes.RenewalRoute, on_card(renewal_actions.open_renewal)),
    Tap(routes.RenewalMonthRoute, on_card(renewal_actions.open_day_month)),
    Tap(routes.RenewalDayRoute, on_card(renewal_actions.set_renewal_day)),
    Tap(routes.DeleteRenewalRoute, on_card(renewal_actions.delete_renewal)),
    Tap(routes.ChargeDayRoute, on_card(kind_actions.set_charge_day)),
    Tap(routes.CardUsedRoute, on_card(kind_actions.note_use)),
    Tap(routes.CardCycleRoute, on_card(kind_actions.set_cycle)),
    Tap(routes.TopUpAmountRoute, on_card(kind_actions.set_amount)),
    Tap(routes.DataUsedUpRoute, on_card(kind_actions.set_used_up)),
    Tap(routes.CardNoteRoute, on_card(kind_actions.ask_note)),
    Tap(routes.JoinCardRoute, sharing_actions.join_card),
    Tap(routes.ShareCardRoute, on_card(sharing_actions.share_card)),
    Tap(routes.RevokeInvitesRoute, on_card(sharing_actions.revoke_invites)),
    Tap(routes.RemoveMemberRoute, on_card(sharing_actions.remove_member)),
    Tap(routes.LeaveCardRoute, on_card(sharing_actions.leave_card)),
)

# Who takes the line that a route asks for.
TYPED = (
    Typed(routes.AddCardRoute, card_actions.type_new_card),
    Typed(routes.TimezoneRoute, person_actions.type_zone),
    Typed(routes.NewReminderRoute, reminder_drafts.type_time),
    Typed(routes.ReminderTimeRoute, reminder_drafts.type_time),
    Typed(routes.ReminderMonthRoute, reminder_drafts.type_time),
    Typed(routes.ReminderTextRoute, reminder_drafts.type_other_text),
    Typed(routes.ReadBackRoute, reminder_drafts.type_instead_of_ok),
    Typed(routes.CardNameRoute, typed_on_card(card_actions.type_nickname)),
    Typed(routes.CardMonthRoute, typed_on_card(card_dates.type_day)),
    Typed(routes.CardDatesRoute, typed_on_card(card_dates.type_any_day)),
    Typed(routes.RenewedMonthRoute, typed_on_card(renewal_actions.type_renewal_end)),
    Typed(routes.RenewedForRoute, typed_on_card(renewal_actions.type_cost)),
    Typed(routes.ChargeDayRoute, typed_on_card(kind_actions.type_charge_day)),
    Typed(routes.CardCycleRoute, typed_on_card(kind_actions.type_cycle)),
    Typed(routes.TopUpAmountRoute, typed_on_card(kind_actions.type_amount)),
    Typed(routes.CardNoteRoute, typed_on_card(kind_actions.type_note)),
)

_HIDDEN = ("stats", "reload", "unanswered", "stale", "links")

_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
_EDITED = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE
_READABLE = filters.TEXT | filters.CAPTION
_GROUPS = filters.ChatType.GROUPS & (filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE)
_TALK = filters.ChatType.PRIVATE & (filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE)
# Who was gone is welcomed first; then a human hears what is for them; then the bot.
_FIRST, _BEFORE, _HUMANS = -3, -2, -1


class _GuestMessage(filters.UpdateFilter):
    """A mention in a chat of which the bot is no member."""

    def filter(self, update: Update) -> bool:
        return update.guest_message is not None


def register(app: App) -> None:
    """Hand every kind of update to its handler."""
    taps, typed = cast(tuple[Tap[Any], ...], TAPS), cast(tuple[Typed[Any], ...], TYPED)
    app.bot_data[DISPATCH] = Dispatch(taps, typed, COMMANDS, _HIDDEN)
    app.add_handler(TypeHandler(Update, flood.hold_back), group=_FIRST)
    app.add_handler(TypeHandler(Update, person_actions.came), group=_BEFORE)
    app.add_handler(
        MessageHandler(_TALK & ~filters.COMMAND & ~filters.StatusUpdate.ALL, handoff.pass_on), group=_HUMANS
    )
    app.add_handler(ChatMemberHandler(support_chat.on_membership), group=_HUMANS)
    app.add_handler(MessageHandler(_GROUPS, GroupMessages()))
    app.add_handler(InlineQueryHandler(inline_queries.on_inline_query))
    app.add_handler(MessageHandler(_GuestMessage(), inline_queries.on_guest_message))
    app.add_handler(ChatMemberHandler(person_actions.came_or_went))
    app.add_handler(CommandHandler(list(COMMANDS), OnCommand(COMMANDS), filters=_PRIVATE))
    app.add_handler(CallbackQueryHandler(on_tap))
    app.add_handler(MessageHandler(_PRIVATE & _READABLE, OnText(TEXT)))
    app.add_handler(MessageHandler(_EDITED & _READABLE, OnEdited(TEXT)))
    app.add_handler(MessageHandler(_PRIVATE & ~filters.StatusUpdate.ALL, on_other))
    app.add_error_handler(failed)
