import pytest

from bot.match import chinese
from bot.match.homophones import STRANGE, Homophones
from bot.match.normalize import Normalizer

FOLD = Normalizer(chinese.build(), {})
TEXTS = ["充值失败怎么办", "手机验证码", "续费", "信用卡付款", "怎么退款", "自动续费取消", "能收到他们的短信"]
RUNS = Homophones.of(TEXTS, FOLD.sounds)


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
        ("手手机验正码", "手机验证码"),
        ("充失值败么怎办", "充值失败怎么办"),
    ],
)
def test_sounds_swaps_doubles_and_losses_are_put_right(typed: str, meant: str) -> None:
    assert RUNS.corrected(typed) == meant


def test_a_swap_shows_although_each_two_neighbours_are_known() -> None:
    runs = Homophones.of(["能收到他们的短信", "能到吗", "到收件人", "收他们"], FOLD.sounds)
    assert runs.corrected("能到收他们的短信") == "能收到他们的短信"


@pytest.mark.parametrize("known", [*TEXTS, "", "退", "天气"])
def test_what_is_known_or_too_short_stays(known: str) -> None:
    assert RUNS.corrected(known) == known


def test_a_foreign_run_is_left_alone() -> None:
    foreign = "昨晚隔壁装修吵得我根本睡不着觉真烦人"
    assert RUNS.corrected(foreign) == foreign
    assert len(foreign) > STRANGE


def test_a_character_that_was_never_met_is_kept() -> None:
    assert RUNS.corrected("㗎充直失败怎么办㗎") == "㗎充值失败怎么办㗎"


def test_without_any_chinese_nothing_is_changed() -> None:
    assert Homophones.of([], FOLD.sounds).corrected("充直失败怎么办") == "充直失败怎么办"


def test_what_is_kept_mends_the_same() -> None:
    again = Homophones(RUNS.chars, RUNS.keys, RUNS.odds, FOLD.sounds)
    assert again.corrected("手机严正码") == "手机验证码"
