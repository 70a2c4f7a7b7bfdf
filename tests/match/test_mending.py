import pytest

from bot.match import han
from bot.match.folding import Folding, Token
from bot.match.mending import Mender

FOLD = Folding(han.build(), {})
TEXTS = ["充值失败怎么办", "手机验证码", "续费", "信用卡付款", "怎么退款", "自动续费取消"]
ATOMS = {
    pair: at for at, pair in enumerate(dict.fromkeys(t[i : i + 2] for t in TEXTS for i in range(len(t) - 1)))
}
WORDS = {"refund": 0, "code": 1, "the": 2}
MENDER = Mender(ATOMS, WORDS, lambda row: 1.0, FOLD.sounds)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("充直失败怎么办", "充值失败怎么办"),
        ("充值失败怎么班", "充值失败怎么办"),
        ("手机严正码", "手机验证码"),
        ("信用卡付付款", "信用卡付款"),
        ("充值失败怎怎么办", "充值失败怎么办"),
    ],
)
def test_what_sounds_the_same_or_is_doubled_is_put_right(typed: str, meant: str) -> None:
    assert MENDER.run(typed) == meant


@pytest.mark.parametrize("known", [*TEXTS, "", "退", "天气"])
def test_what_is_known_or_has_no_likeness_stays(known: str) -> None:
    assert MENDER.run(known) == known


def test_a_foreign_run_is_left_alone() -> None:
    foreign = "昨晚隔壁装修吵得我根本睡不着觉真烦人"
    assert MENDER.run(foreign) == foreign


def test_words_put_in_and_words_left_are_told_apart() -> None:
    tokens = [Token("teh", False), Token("refnud", False), Token("zebra", False), Token("严正码", True)]
    out, put, left = MENDER.tokens(tokens)
    assert [token.text for token in out] == ["the", "refund", "zebra", "验证码"]
    assert (put, left) == (["the", "refund"], ["zebra"])
