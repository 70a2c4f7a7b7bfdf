"""Screens that show what the store holds: valid for Telegram and narrow enough, in every language."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from bot.cards.card import Card, Renewal
from bot.cards.draft import Draft
from bot.cards.reminder import Reminder
from bot.content import markup
from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.content.markup import width
from bot.dates.clarification import Clarification
from bot.lint.texts import most_columns
from bot.screens import card_form as card_edit
from bot.screens import card_screens as my_cards
from bot.screens import kind_form, routes
from bot.screens import menu as timezone
from bot.screens import reminder_screens as reminders
from bot.screens import renewal_screens as renewal
from bot.screens import sharing_screens as sharing
from bot.screens.render_context import RenderContext, UserClock
from bot.screens.screen import Screen
from bot.transport.sender import keyboard
from tests.auxil import spec

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HERE = UserClock(NOW, "Europe/Paris")
TODAY = date(2026, 11, 20)
LONG = "妈妈的很长很长的卡 <& so that it must be cut"
MOM = Card(1, 7, "lycamobile", "prepaid", "妈妈的卡", date(2026, 11, 12), date(2026, 12, 12))
ORANGE = Card(2, 7, "orange", "prepaid", "", date(2026, 11, 12), keeping=True)
MONTHLY = Card(3, 8, "free", "subscription", LONG, plan_end=date(2026, 12, 1))
BARE = Card(4, 7, None, None, "x")
TRAVEL = Card(5, 7, "airalo", "travel", "", used_up=date(2026, 11, 19), note="n", link="https://a.fr")
CYCLE = Card(6, 7, "orange", "prepaid", "", cycle_days=180, cycle_last=date(2026, 11, 1), cents=1000)
CARDS = [MOM, ORANGE, MONTHLY, BARE, TRAVEL, CYCLE]
DRAFT = Draft(7, "充 Lebara <b>", datetime(2026, 12, 15, 9), "Europe/Paris", "FREQ=MONTHLY;BYMONTHDAY=15")
WALL = datetime(2026, 12, 15, 9)
REMINDER = Reminder(5, 7, None, None, LONG, WALL, "Asia/Shanghai", DRAFT.rule, NOW, "paused", 0)
RENEWED = Renewal(9, 1, 7, TODAY, date(2026, 12, 20), 1000)


def stored(view: RenderContext) -> Iterator[Screen]:
    """Every screen that is drawn with what the store holds."""
    yield reminders.ask_when(DRAFT, HERE, view)
    for problem in Clarification:
        yield reminders.ask_again(problem, [WALL], DRAFT, HERE, view)
        yield reminders.ask_again(problem, [], Draft(), HERE, view)
    yield reminders.ask_typed(DRAFT, view)
    yield reminders.ask_text(view)
    yield reminders.ask_day(None, DRAFT, HERE, view)
    yield reminders.kept(REMINDER, HERE, view)
    yield reminders.listed([REMINDER] * 20, 1, HERE, view)
    yield reminders.listed([], 0, HERE, view)
    yield reminders.one(REMINDER, HERE, view, undo=True)
    yield reminders.deleted(REMINDER, view)
    yield reminders.put_off("x", WALL, "Europe/Paris", HERE, view)
    yield reminders.done(view)
    yield reminders.quiet(view)
    yield my_cards.listed(CARDS, HERE, view)
    yield my_cards.listed([], HERE, view)
    for card in CARDS:
        yield my_cards.one(card, WALL, 7, HERE, view)
        yield from _edited(card, view)
    yield from _added(view)
    yield renewal.which_card(CARDS, routes.GuideRenewedRoute("orange", "prepaid"), view)
    yield sharing.void(view)
    yield timezone.choose(HERE, view)
    yield timezone.chosen(HERE, view)


def _edited(card: Card, view: RenderContext) -> Iterator[Screen]:
    yield card_edit.which_date(card, view)
    for what in card_edit.WHATS:
        yield card_edit.which_day(card, what, None, HERE, view)
    yield card_edit.more(card, 7, view)
    yield card_edit.rename(card, view)
    yield card_edit.ladder(card, view, TODAY)
    yield card_edit.deleted(card, view)
    yield renewal.noted(card, RENEWED, HERE, view)
    yield renewal.noted(card, Renewal(9, 1, 8, TODAY, None, None), HERE, view, again=True)
    yield renewal.which_day(card, RENEWED, "2027-02", HERE, view)
    yield renewal.which_cost(card, 9, 0, view)
    yield renewal.one(card, RENEWED, 8, view)
    yield renewal.which_renewal_day(card, RENEWED, None, HERE, view)
    yield kind_form.which_charge_day(card, view)
    yield kind_form.which_amount(card, view)
    yield kind_form.how_long(card, TODAY, view)
    yield kind_form.which_cycle(card, view)
    yield kind_form.which_note(card, view)
    yield renewal.history(card, [RENEWED] * 30, 8, view)
    yield renewal.history(card, [], 8, view)
    yield renewal.told(card, "cards_mine.told_others", view)
    yield sharing.share(card, {8: "Léa", 9: LONG}, "https://t.me/bot?start=c_abc", view)
    yield sharing.share(card, {}, None, view)
    yield sharing.sure_remove(card, 8, "Léa", view)
    yield sharing.sure_leave(card, view)
    yield sharing.told_joined(card, None, view)


def _added(view: RenderContext) -> Iterator[Screen]:
    for route in (
        routes.AddCardRoute(),
        routes.AddCardRoute("orange"),
        routes.AddCardRoute("-"),
        routes.AddCardRoute("orange", "prepaid"),
    ):
        yield card_edit.add(route, view)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_is_valid_telegram_and_every_label_fits(library: Library, language: Language) -> None:
    described = spec.load() or spec.own()
    for screen in stored(RenderContext(library, language)):
        assert markup.faults(screen.text) == []
        assert 0 < markup.length(screen.text) <= markup.MESSAGE_LIMIT
        for button in screen.buttons():
            wide = button.url is not None or button.copy is not None
            assert wide or width(button.label) <= most_columns(language), button.label
            assert not button.to or len(button.to.pack().encode()) <= routes.LIMIT
            assert not button.to or routes.unpack(button.to.pack()) == button.to
        buttons = keyboard(screen)
        if buttons:
            values = {"chat_id": 1, "text": screen.text, "reply_markup": buttons.to_dict()}
            assert described.parameters("sendMessage", values) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_leads_to_the_menu_last(library: Library, language: Language) -> None:
    for screen in stored(RenderContext(library, language)):
        assert screen.rows[-1][-1].to == routes.MenuRoute(), screen.text


READ_BACKS = {
    "zh-Hans": "每月 15 号 09:00 提醒你，第一次是 12 月 15 日 星期二 09:00（巴黎时间）",
    "zh-Hant": "每月 15 號 09:00 提醒你，第一次是 12 月 15 日 星期二 09:00（巴黎時間）",
    "en": "I’ll remind you on the 15th of every month at 09:00, first on Tuesday 15 December at 09:00",
    "fr": "Je vous le rappelle le 15 de chaque mois à 09:00, d’abord mardi 15 décembre à 09:00",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_read_back_names_weekday_local_time_and_zone(library: Library, language: Language) -> None:
    screen = reminders.read_back(DRAFT, HERE, RenderContext(library, language))
    assert READ_BACKS[language] in screen.text
    assert "充 Lebara &lt;b&gt;" in screen.text
    assert [type(button.to) for button in screen.buttons()] == [
        routes.KeepReminderRoute, routes.NewReminderRoute, routes.ReminderTextRoute, routes.CancelRoute,
    ]  # fmt: skip


def test_a_chinese_read_back_has_its_four_answers_in_one_row(library: Library) -> None:
    assert len(reminders.read_back(DRAFT, HERE, RenderContext(library, "zh-Hans")).rows) == 1


def test_a_card_shows_days_left_with_a_bar_and_where_each_date_comes_from(library: Library) -> None:
    screen = my_cards.one(MOM, datetime(2026, 11, 28, 9), 7, HERE, RenderContext(library, "zh-Hans"))
    assert "套餐到期 2026-12-12 ▓▓▓▓▓▓▓░░░ 还有 22 天\n<i>你告诉我的</i>" in screen.text
    assert "号码失效 · 我们没查到规则，请问客服" in screen.text
    assert "下次提醒 11 月 28 日 星期六 09:00（巴黎时间）" in screen.text
    assert routes.PhraseRoute("keep-number") in [button.to for button in screen.buttons()]


def test_a_computed_date_carries_its_confidence_and_source(library: Library) -> None:
    screen = my_cards.one(ORANGE, None, 7, HERE, RenderContext(library, "en"))
    assert "Number dies 2027-05-12" in screen.text
    assert "confidence medium" in screen.text
    assert "boutique.orange.fr" in screen.text
    assert "page as read on 2026-09-29" in screen.text


def test_number_keeping_proposes_an_action_and_its_last_safe_day(library: Library) -> None:
    text = my_cards.one(ORANGE, None, 7, HERE, RenderContext(library, "en")).text
    assert "2 top-ups of €10 a year, about €20" in text
    assert "Do it by 10 May 2027" in text


def test_what_nobody_knows_is_said_and_how_to_ask(library: Library) -> None:
    bare = Card(1, 7, "lycamobile", "prepaid", "", keeping=True)
    text = my_cards.one(bare, None, 7, HERE, RenderContext(library, "en")).text
    assert "the cheapest way is not known to us" in text
    assert "Until when is not known to us" in text


def test_a_monthly_plan_renews_by_the_month(library: Library) -> None:
    text = my_cards.one(MONTHLY, None, 8, HERE, RenderContext(library, "fr")).text
    assert "Prochain prélèvement 2026-12-01" in text
    assert "Fin du numéro" not in text


def test_somebody_elses_card_is_left_not_deleted(library: Library) -> None:
    view = RenderContext(library, "en")
    shown = [button.to for button in my_cards.one(MOM, None, 8, HERE, view).buttons()]
    assert routes.LeaveCardRoute(1) in shown and routes.ShareCardRoute(1) not in shown
    assert routes.DeleteCardRoute(1) not in [button.to for button in card_edit.more(MOM, 8, view).buttons()]


def test_a_calendar_offers_only_days_ahead_and_turns_its_months(library: Library) -> None:
    screen = reminders.ask_day("2026-11", Draft(), HERE, RenderContext(library, "en"))
    days = [button.to.day for button in screen.buttons() if isinstance(button.to, routes.ReminderDayRoute)]
    assert days == [f"2026-11-{day}" for day in range(21, 31)]
    assert [button.label for button in screen.rows[0]] == ["\u2800", "November 2026", "›"]
    assert screen.rows[0][2].to == routes.ReminderMonthRoute("2026-12")
    assert [button.label for button in screen.rows[1]] == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    assert all(len(row) == 7 for row in screen.rows[2:5]) and len(screen.rows) == 7


def test_the_usual_choices_lie_ahead_even_on_the_last_day_of_a_month(library: Library) -> None:
    here = UserClock(datetime(2026, 11, 30, 12, tzinfo=UTC), "Europe/Paris")
    screen = reminders.ask_when(Draft(), here, RenderContext(library, "en"))
    walls = [button.to.wall for button in screen.buttons() if isinstance(button.to, routes.ReminderOnRoute)]
    assert walls == ["202612010900", "202612070900", "202612250900", "202612310900"]


def test_history_adds_up_what_was_paid(library: Library) -> None:
    renewals = [
        Renewal(2, 1, 7, TODAY, None, 999),
        Renewal(1, 1, 8, date(2026, 10, 20), date(2026, 11, 20), None),
    ]
    text = renewal.history(MOM, renewals, 7, RenderContext(library, "en")).text
    assert "• 2026-11-20 · you · 9.99 €" in text
    assert "• 2026-10-20 · someone sharing it · until 2026-11-20" in text
    assert "2 in all; amounts noted: 9.99 €" in text


def test_switching_a_rung_keeps_the_ladder_in_order() -> None:
    assert card_edit.switched((30, 7, 0), 14) == (30, 14, 7, 0)
    assert card_edit.switched((30, 14, 7, 0), 14) == (30, 7, 0)


def test_a_name_stands_short_and_without_links(library: Library) -> None:
    assert sharing.plain_name("Win at evil.example now") == "Win at now"
    assert sharing.plain_name("https://t.me/x @spam") == ""
    assert sharing.plain_name("x" * 64) == "x" * 19 + "…"
    view = RenderContext(library, "en")
    screen = sharing.share(MOM, {8: "Léa"}, None, view, count=20, page=1)
    assert "20 joined" in screen.text
    assert routes.ShareCardRoute(1, 0, 2) in [button.to for button in screen.buttons()]


def test_the_list_names_cards_and_a_zone_that_differs(library: Library) -> None:
    rung = Reminder(6, 7, 1, "plan_end:3:2026-12-12", "", WALL, "Europe/Paris", None, NOW, "active", 0)
    typed = Reminder(5, 7, None, None, "充", WALL, "Asia/Shanghai", None, NOW, "active", 0)
    screen = reminders.listed([typed, rung, rung], 0, HERE, RenderContext(library, "zh-Hans"), {1: MOM})
    labels = [button.label for button in screen.buttons()][:2]
    assert "北京" in labels[0] and labels[0].endswith("充")
    assert "📇 妈妈的卡" in labels[1] and "巴黎" not in labels[1]


def test_an_overview_adds_up_what_cards_cost(library: Library) -> None:
    plan = Card(9, 7, "free", "subscription", "", cents=1999, charge_day=5)
    paid = [Renewal(1, 1, 7, TODAY, None, 1200)]
    text = my_cards.overview([MOM, plan], {1: paid}, HERE, RenderContext(library, "en")).text
    assert "About 20.99 € a month, 251.88 € a year" in text
