"""The words that are left."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dates.phrase import read

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("remind me 下个月15号 to top up", "top up"),
        ("/remind tomorrow 9am pay the bill", "pay the bill"),
        ("/remind@xufei_bot 明天 充值", "充值"),
        ("please remind me on Friday to renew, thanks", "renew"),
        ("rappelle-moi de recharger Free le 15 décembre à 9h", "recharger Free"),
        ("n'oublie pas de payer l'abonnement demain svp", "payer l'abonnement"),
        ("提醒我明天上午9点给妈妈充值", "给妈妈充值"),
        ("明天（周六）充值", "充值"),
        ("幫我設個提醒 明天9點 儲值20歐", "儲值20歐"),
        ("昨天停机了，明天提醒我充值", "昨天停机了，充值"),
        ("pay the bill, tomorrow, at the shop", "pay the bill, at the shop"),
        ("Payer ÉDF demain", "Payer ÉDF"),
        ("充 Lebara 🙂 in 3 weeks", "充 Lebara 🙂"),
        ("tomorrow", ""),
        ("le 15 du mois prochain", ""),
        ("top up Lebara", "top up Lebara"),
    ],
)
def test_keeps_the_reminders_own_words(phrase: str, text: str) -> None:
    assert read(phrase, NOW).text == text


WORDS = st.text(alphabet="充值卡费妈爸店续QXZ", min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_words_before_and_after_the_date_are_the_same(words: str) -> None:
    assert read(f"12月15日上午10点 {words}", NOW).text == read(f"{words} 12月15日上午10点", NOW).text == words
