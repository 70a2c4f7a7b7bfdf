import pytest
from opencc import OpenCC

from bot.match import chinese
from bot.match.lexicon import regional
from bot.match.normalize import Normalizer

FOLD = Normalizer(chinese.build(), regional())
SENTENCES = [
    "人在国内怎么给法国手机充值",
    "收不到短信验证码，账号登录不了",
    "流量用完了怎么加，网络很慢",
    "号码什么时候会被运营商收回",
    "发票里面的名字写错了，后面还能改吗",
    "续费之后套餐没有生效，干着急",
    "二维码打不开，软件也装不上",
    "自动续费怎么取消，信用卡绑定在哪里",
    "复制链接以后显示系统出错",
    "客服说只要重新激活一下就行",
]


def words(text: str) -> list[str]:
    return [token.text for token in FOLD.tokens(text)]


@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2hk", "s2twp"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_one_sentence_in_any_script_reads_the_same(sentence: str, config: str) -> None:
    assert words(OpenCC(config).convert(sentence)) == words(sentence)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ｒｅｎｅｗ　ＳＩＭ", "renew sim"),
        ("PRÉPAYÉE À L’ÉTRANGER", "prepayee a l'etranger"),
        ("cœur", "coeur"),
        ("ça marche 👍🏽 très bien", "ca marche tres bien"),
        ("e\u0301te\u0301", "été"),
        ("I can’t pay", "i can not pay"),
        ("doesn't", "does not"),
    ],
)
def test_width_case_accents_apostrophes_and_emoji_do_not_matter(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("regional_word", "word"),
    [
        ("簡訊", "短信"),
        ("門號", "号码"),
        ("儲值", "充值"),
        ("續約", "续费"),
        ("行動數據", "流量"),
        ("點樣", "怎么"),
    ],
)
def test_words_of_taiwan_and_hong_kong_are_the_mainlands(regional_word: str, word: str) -> None:
    assert words(regional_word) == words(word)


def test_chinese_and_latin_parts_without_a_space_are_parted() -> None:
    assert words("怎么recharger我的卡") == [*words("怎么"), "recharger", *words("我的卡")]


def test_characters_of_one_sound_sound_alike() -> None:
    assert FOLD.sounds("充值") == FOLD.sounds("冲直")
    assert FOLD.sounds("充值") != FOLD.sounds("退款")


def test_any_text_can_be_folded() -> None:
    for text in ("", "   ", "\ud800", "\U0001f600", "안녕 привет かな", "\x00\u200d\ufeff", "1" * 5000):
        assert isinstance(FOLD.tokens(text), list)
