from collections import Counter

import pytest

from bot.match import han
from bot.match.folding import Folding
from bot.match.runs import Runs

FOLD = Folding(han.build(), {})
TEXTS = ["充值失败怎么办", "手机验证码", "续费", "信用卡付款", "怎么退款", "自动续费取消"]
COUNTS = Counter(
    text[at : at + size] for text in TEXTS for size in (1, 2) for at in range(len(text) + 1 - size)
)
RUNS = Runs.of(COUNTS, FOLD.sounds)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("充直失败怎么办", "充值失败怎么办"),
        ("充值失败怎么班", "充值失败怎么办"),
        ("手机严正码", "手机验证码"),
        ("信用卡付付款", "信用卡付款"),
        ("充值失败怎怎么办", "充值失败怎么办"),
        ("充失值败怎么办", "充值失败怎么办"),
        ("手机验码", "手机验证码"),
    ],
)
def test_sounds_swaps_doubles_and_losses_are_put_right(typed: str, meant: str) -> None:
    assert RUNS.mended(typed) == meant


@pytest.mark.parametrize("known", [*TEXTS, "", "退", "天气"])
def test_what_is_known_or_too_short_stays(known: str) -> None:
    assert RUNS.mended(known) == known


def test_a_foreign_run_is_left_alone() -> None:
    foreign = "昨晚隔壁装修吵得我根本睡不着觉真烦人"
    assert RUNS.mended(foreign) == foreign


def test_without_any_chinese_nothing_is_changed() -> None:
    assert Runs.of({}, FOLD.sounds).mended("充直失败怎么办") == "充直失败怎么办"


def test_what_is_kept_mends_the_same() -> None:
    again = Runs(RUNS.lines, RUNS.odds, FOLD.sounds)
    assert again.mended("手机严正码") == "手机验证码"
