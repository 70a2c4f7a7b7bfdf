import pytest

from bot.match import chinese
from bot.match.entities import PLACEHOLDER
from bot.match.foreign_operators import ForeignOperators
from bot.match.lexicon import regional
from bot.match.normalize import Normalizer

FOLD = Normalizer(chinese.build(), regional())
ABROAD = ForeignOperators(FOLD)


@pytest.mark.parametrize(
    "question",
    [
        "how do i top up Jio",
        "polish play sim, how to add money",
        "越南viettel卡加流量",
        "埃及的电话卡怎么续",
        "朋友在奥地利的A1卡，帮他交费",
        "touch liban recharge",
        "中華電信預付卡儲值",
        "vodafone egypt bundle",
    ],
)
def test_another_countrys_operator_or_card_is_seen(question: str) -> None:
    assert ABROAD.named(FOLD.tokens(question))


@pytest.mark.parametrize(
    "question",
    [
        "法国卡在瑞士能用吗",
        "can i top up my sim from morocco",
        "recharger depuis le maroc",
        "比利时的银行卡付款被拒",
        "我在葡萄牙，卡怎么充",
        "does my french sim work on vodafone in spain",
        "no network, my phone shows vodafone",
        "recharge ma puce",
        "",
    ],
)
def test_being_abroad_or_paying_from_there_is_ours(question: str) -> None:
    assert not ABROAD.named(FOLD.tokens(question))


def test_beside_one_of_our_operators_nothing_is_foreign() -> None:
    assert not ABROAD.named([*FOLD.tokens("giffgaff or"), PLACEHOLDER])
