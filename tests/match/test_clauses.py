import pytest

from bot.match import chinese
from bot.match.clauses import MoneyLeft, NegationCutter, QuestionSplitter
from bot.match.lexicon import regional
from bot.match.normalize import Normalizer

FOLD = Normalizer(chinese.build(), regional())
CUTTER, MONEY, QUESTIONS = NegationCutter(FOLD), MoneyLeft(FOLD), QuestionSplitter()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("不用换卡，就问怎么查流量", "就问怎么查流量"),
        ("不是要退钱，是问多久到账", "是问多久到账"),
        ("不是退款是发票", "是发票"),
        ("唔係要取消，係想轉plan", "系想转plan"),
        ("I'm not changing plan, just the bank card", "just the bank card"),
        ("i do not want a refund but an invoice", "but an invoice"),
        ("je ne veux pas changer d'opérateur, juste de carte bancaire", "juste de carte bancaire"),
        ("没说付款失败啊，就是没到账", "就是没到账"),
        ("the money came, i don't need that explained, the plan never began", "the plan never began"),
        ("non pas un remboursement, une facture", "une facture"),
        ("le code arrive, ce n'est pas le problème, j'ai oublié mon mdp", "j ai oublie mon mdp"),
    ],
)
def test_what_is_meant_is_kept(text: str, kept: str) -> None:
    negation = CUTTER.cut(text)
    assert negation is not None
    assert negation.kept == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "怎么充值",
        "我不想要这个号了",
        "唔想佢自動過數，但個號碼要留",
        "想cut台，個號碼唔要喇",
        "是不是要重新扫码，还是跟普通卡一样",
        "要不要早一点，周日能续吗",
        "je ne veux plus de mon forfait",
        "ça passe pas le paiement, aidez-moi",
        "i don't want it to renew",
        "客服没说什么时候到账，等多久",
        "不是，" * 400,
    ],
)
def test_what_negates_nothing_else_is_left_whole(text: str) -> None:
    assert CUTTER.cut(text) is None


def test_a_cue_tells_that_the_rest_is_meant() -> None:
    sure, doubtful = CUTTER.cut("不想注销，只想停自动续费"), CUTTER.cut("不想注销，把号码转到别家")
    assert sure is not None and sure.sure
    assert doubtful is not None and not doubtful.sure


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("how do i pay and when does it end", ["how do i pay ", "and when does it end"]),
        ("怎么查余额，还有怎么关自动续费", ["怎么查余额", "还有怎么关自动续费"]),
        ("j'ai payé. comment faire ? merci", ["j'ai payé", " comment faire ", " merci"]),
        ("12,50 euros", ["12,50 euros"]),
        ("", []),
    ],
)
def test_each_question_is_a_part(text: str, parts: list[str]) -> None:
    assert QUESTIONS.of(text) == parts


@pytest.mark.parametrize(
    "text", ["付款失败但是钱扣了", "it failed but i was charged", "échec, ma banque a débité 20 €"]
)
def test_money_has_left(text: str) -> None:
    assert MONEY.told(text)


@pytest.mark.parametrize(
    "text", ["付款失败，钱没扣", "i was not charged", "rien n'a été débité", "失败了", ""]
)
def test_money_has_not_left(text: str) -> None:
    assert not MONEY.told(text)
