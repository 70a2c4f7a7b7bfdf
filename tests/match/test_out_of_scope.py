import pytest

from bot.match import chinese
from bot.match.entities import PLACEHOLDER
from bot.match.lexicon import regional
from bot.match.normalize import Normalizer
from bot.match.out_of_scope import ForeignOperators, ForeignThings

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


THINGS = ForeignThings(FOLD)


@pytest.mark.parametrize(
    "text",
    [
        "netflix won't renew",
        "我的微信号被封了",
        "renouveler mon titre de séjour",
        "公交卡丢了怎么办",
        "navigo remboursé ?",
    ],
)
def test_another_thing_alone_is_foreign(text: str) -> None:
    assert THINGS.named(FOLD.tokens(text))


@pytest.mark.parametrize(
    "text",
    ["netflix used up my data", "房东给了张电话卡", "recharger ma puce à la gare sncf", "怎么充值", ""],
)
def test_beside_a_word_of_ours_it_is_not(text: str) -> None:
    assert not THINGS.named(FOLD.tokens(text))
    assert not THINGS.named([*FOLD.tokens("netflix"), PLACEHOLDER])
