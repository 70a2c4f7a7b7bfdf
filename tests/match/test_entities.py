import pytest

from bot.content.library import Library
from bot.match import Understanding
from bot.match.entities import PLACEHOLDER, masked


@pytest.mark.parametrize(
    ("question", "operator"),
    [
        ("lebara怎么充值", "lebara"),
        ("how do i renew my Lebara sim", "lebara"),
        ("lebarra recharge", "lebara"),
        ("bouyguess password", "bouygues"),
        ("recharger b&you", "bouygues"),
        ("orange holiday expiry", "orange-holiday"),
        ("my orange sim expired", "orange"),
        ("red by sfr facture", "red"),
        ("résilier mon forfait red", "red"),
        ("sfr mot de passe", "sfr"),
        ("free的账号密码忘了", "free"),
        ("my free mobile password", "free"),
        ("how do i cancel with free", "free"),
        ("comment résilier free", "free"),
        ("橙子卡怎么充值", "orange"),
        ("乐巴拉到期了", "lebara"),
        ("樂巴拉到期了", "lebara"),
    ],
)
def test_the_operator_is_found(understanding: Understanding, question: str, operator: str) -> None:
    assert understanding.find(question).operator == operator


@pytest.mark.parametrize(
    "question",
    [
        "is it free of charge to renew",
        "is the top up free",
        "can i get a sim for free",
        "吃橙子好吗",
        "a red light is on",
        "jus d'orange svp",
        "orange juice recipe",
        "my phone shows Orange F but it is another brand",
        "je ne sais plus si c'est orange ou sfr",
        "how do i renew",
    ],
)
def test_an_ordinary_word_is_no_operator(understanding: Understanding, question: str) -> None:
    assert understanding.find(question).operator is None


def test_names_are_taken_out_of_what_the_topic_is_told_by(understanding: Understanding) -> None:
    tokens = understanding._normalizer.tokens("lebara怎么充值 and free mobile too")
    out = masked(tokens, understanding.operators.find(tokens))
    assert [token.text for token in out if token == PLACEHOLDER] == [PLACEHOLDER.text] * 2
    assert "lebara" not in {token.text for token in out}


def test_the_same_question_about_any_operator_is_ranked_the_same(
    understanding: Understanding, library: Library
) -> None:
    asked = [understanding.find(f"{name} mot de passe oublié") for name in ("lebara", "sfr", "lycamobile")]
    assert len({finding.candidates for finding in asked}) == 1


def test_cards_and_ways_are_recognised(understanding: Understanding) -> None:
    assert understanding.find("流量卡什么时候到期").card == "data-card"
    assert understanding.find("官网怎么重置密码").channel == "channel-website"
