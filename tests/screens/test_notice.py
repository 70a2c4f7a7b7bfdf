"""What a person reads when a reminder is due, in every language, in time and late."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.cards.card import Card as KeptCard
from bot.cards.deadlines import DeadlineKind
from bot.cards.reminder import Reminder
from bot.content import markup
from bot.content.languages import LANGUAGES, Language
from bot.content.library import Library
from bot.screens import routes
from bot.screens.notice import back, notice, notice_of_cards, outlived
from bot.screens.render_context import RenderContext
from bot.screens.screen import Screen

NINE = datetime(2026, 12, 9, 9)
DUE = datetime(2026, 12, 9, 8, tzinfo=UTC)
END = date(2026, 12, 12)
RUNG = "plan_end:3:2026-12-12"


def Told(**values: Any) -> Reminder:
    """A reminder that is due, with what a test says of it."""
    plain = {"id": 5, "rung": None, "text": "充 Lebara", "wall": NINE, "zone": "Europe/Paris", "doubts": 0}
    said = plain | values
    card = 3 if said["rung"] else None
    return Reminder(person=7, card=card, rule=None, due=DUE, state="active", attempts=1, **said)


def Card(**values: Any) -> KeptCard:
    """Mum's card, with what a test says of it."""
    plain: dict[str, Any] = {
        "id": 3,
        "nickname": "妈妈的卡",
        "operator": "lycamobile",
        "kind": "prepaid",
        "plan_end": END,
    }
    return KeptCard(owner=7, **(plain | values))


def drawn(library: Library, told: Reminder, card: KeptCard | None = None, late: timedelta = timedelta(),
          language: Language = "zh-Hans") -> Screen:  # fmt: skip
    return notice(told, card, DUE + late, RenderContext(library, language))


def text(screen: Screen) -> str:
    return markup.plain(screen.text)


def test_a_typed_reminder_is_its_own_words_in_bold(library: Library) -> None:
    screen = drawn(library, Told(text="pay <now> & call"))
    assert screen.text == "<b>pay &lt;now&gt; &amp; call</b>"
    assert [button.to for button in screen.buttons()] == [
        routes.DoneReminderRoute(5),
        *(routes.SnoozeRoute(5, how) for how in ("1h", "tonight", "tomorrow", "3d")),
    ]


def test_a_rung_says_what_ends_when_and_how_many_days_are_left(library: Library) -> None:
    screen = drawn(library, Told(rung=RUNG), Card())
    assert text(screen) == "还有 3 天：妈妈的卡（Lycamobile）套餐 12 月 12 日到期。"
    assert [button.to for button in screen.buttons()] == [
        routes.RenewedRoute(3),
        routes.WaysRoute("lycamobile", "prepaid"),
        routes.SnoozeRoute(5, "tomorrow"),
        routes.SnoozeRoute(5, "tonight"),
    ]


def test_days_are_counted_from_when_it_is_told(library: Library) -> None:
    snoozed = drawn(library, Told(rung=RUNG, wall=NINE + timedelta(days=2)), Card(), timedelta(days=2))
    assert text(snoozed).startswith("还有 1 天：")
    over = drawn(
        library, Told(rung="plan_end:-3:2026-12-12", wall=NINE + timedelta(days=6)), Card(), timedelta(days=6)
    )
    assert text(over) == "过了 3 天：妈妈的卡（Lycamobile）套餐 12 月 12 日已经到期。"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DeadlineKind)
def test_every_clock_is_named_in_every_language(library: Library, language: Language, kind: str) -> None:
    seen = set()
    for days in (30, 1, 0, -1, -30):
        end = END - timedelta(days=3) + timedelta(days=days)
        said = text(drawn(library, Told(rung=f"{kind}:{days}:{end}"), Card(), language=language))
        assert "妈妈的卡" in said and "{" not in said and said[0] == said[0].upper()
        seen.add(said)
    assert len(seen) == 5


def test_a_year_is_said_where_it_is_not_this_one(library: Library) -> None:
    assert "2027 年 1 月 3 日" in text(drawn(library, Told(rung="plan_end:25:2027-01-03"), Card()))


@pytest.mark.parametrize(
    ("nickname", "operator", "name"),
    [
        ("", "lycamobile", "Lycamobile"),
        ("卡", None, "卡"),
        ("我的 Lycamobile", "lycamobile", "我的 Lycamobile"),
        ("<i>", "gone", "<i>"),
    ],
)
def test_a_card_is_called_as_its_person_calls_it(
    library: Library, nickname: str, operator: str | None, name: str
) -> None:
    said = text(drawn(library, Told(rung=RUNG), Card(nickname=nickname, operator=operator)))
    assert said == f"还有 3 天：{name}套餐 12 月 12 日到期。"


@pytest.mark.parametrize(
    ("late", "note"),
    [
        (timedelta(hours=1), None),
        (timedelta(hours=1, minutes=1), "本该今天 09:00 提醒你，没能准时发出。"),
        (timedelta(hours=24), "本该昨天 09:00 提醒你，没能准时发出。"),
        (timedelta(days=3), "本该 12 月 9 日 星期三 09:00 提醒你，没能准时发出。"),
    ],
)
def test_more_than_an_hour_late_says_so(library: Library, late: timedelta, note: str | None) -> None:
    assert text(drawn(library, Told(), late=late)).splitlines()[1:] == ([note] if note else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_late_and_doubtful_notes_stand_in_every_language(library: Library, language: Language) -> None:
    for late in (timedelta(hours=2), timedelta(days=1), timedelta(days=9)):
        lines = text(drawn(library, Told(doubts=1), late=late, language=language)).splitlines()
        assert len(lines) == 3 and not any("{" in line for line in lines)


def test_tonight_is_offered_as_long_as_it_lies_ahead(library: Library) -> None:
    evening = timedelta(hours=10)
    told = Told(wall=NINE + evening)
    hows = [button.to.how for button in drawn(library, told, late=evening).buttons()
            if isinstance(button.to, routes.SnoozeRoute)]  # fmt: skip
    assert hows == ["1h", "tomorrow", "3d"]


def test_a_rung_is_outlived_when_its_card_is_gone_or_renewed(library: Library) -> None:
    told = Told(rung=RUNG)
    assert outlived(told, None, library)
    assert outlived(told, Card(plan_end=date(2027, 1, 11)), library)
    assert outlived(told, Card(plan_end=None), library)
    assert not outlived(told, Card(), library)
    number = Told(rung="number_death:3:2026-12-12")
    assert outlived(number, Card(number_death=date(2027, 6, 1)), library)
    assert not outlived(number, Card(plan_end=date(2027, 1, 11), number_death=END), library)
    assert not outlived(Told(), None, library)


def test_a_charge_comes_round_and_never_ended(library: Library) -> None:
    plan = Card(operator="free", kind="subscription", plan_end=None, charge_day=9, cents=1999)
    told = Told(rung="charge:0:2026-12-09")
    assert text(drawn(library, told, plan)) == "妈妈的卡（Free Mobile）：今天扣款，19.99 €，看看扣成了没有。"
    assert not outlived(told, plan, library)
    assert not outlived(Told(rung="charge:0:2027-05-09"), plan, library)
    assert outlived(Told(rung="charge:0:2026-12-05"), plan, library)
    assert outlived(Told(rung=RUNG), plan, library)


def test_several_cards_of_one_morning_are_one_message(library: Library) -> None:
    view = RenderContext(library, "en")
    other = Card(id=4, nickname="Dad", operator=None, note="code is at home", link="https://orange.fr")
    number = Told(id=6, rung="number_death:3:2026-12-12")
    screen = notice_of_cards([(Told(rung=RUNG), Card()), (number, other)], DUE, view)
    assert "妈妈的卡 (Lycamobile), the plan ends" in text(screen)
    assert "Dad, the number dies" in text(screen) and "code is at home" in text(screen)
    assert [button.to for button in screen.buttons()][:2] == [routes.MyCardRoute(3), routes.MyCardRoute(4)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_comes_back_hears_how_much_was_kept_and_missed(library: Library, language: Language) -> None:
    view = RenderContext(library, language)
    assert "3" in text(back(3, 0, view)) and len(text(back(3, 2, view))) > len(text(back(3, 0, view)))
    assert back(3, 2, view).rows == (view.menu,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notice_fits_telegram(library: Library, language: Language) -> None:
    for rung in (None, "number_death:-30:2027-12-12"):
        told = Told(id=2**53, rung=rung, text="字" * 512, doubts=1)
        screen = drawn(library, told, Card(id=2**31), timedelta(days=9), language)
        assert markup.faults(screen.text) == [] and markup.length(screen.text) <= 4096
        assert all(len(button.to.pack()) <= 64 for button in screen.buttons() if button.to)
