"""Traditional Chinese as Taiwan writes it."""

import pytest

from bot.content.library import Library
from bot.content.reading import Reader
from bot.content.traditional import converted, converter, fill, simplified, simplified_left
from tests.conftest import FAQ


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("登录账号", "登入帳號"),
        ("关注视频号", "關注視頻號"),
        ("支持银联", "支持銀聯"),
        ("用借记卡付", "用借記卡付"),
        ("发短信", "傳簡訊"),
        ("充值码用过了", "儲值碼用過了"),
        ("三天后到期", "三天後到期"),
        ("别只靠它，多半只有流量", "別只靠它，多半只有流量"),
        ("网上签的合同在官网上退", "線上簽的合約在官網上退"),
        ("打开移动数据和数据漫游", "開啟行動數據和數據漫遊"),
        ("能充 Lebara 吗？用充值码充，充不进去", "能儲值 Lebara 嗎？用儲值碼儲值，儲不進去"),
    ],
)
def test_our_own_list_comes_before_opencc(simplified: str, traditional: str) -> None:
    assert Reader(FAQ).convert(simplified) == traditional


def test_chinese_quotes_become_taiwans_and_french_apostrophes_stay() -> None:
    assert converter({})("点“对”才算数，jusqu’au 是") == "點「對」才算數，jusqu’au 是"


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("扫二维码装上", "掃 QR Code 裝上"),
        ("收不到二维码：重发", "收不到 QR Code：重發"),
        ("一个 二维码", "一個 QR Code"),
        ("二维码", "QR Code"),
    ],
)
def test_a_latin_phrase_stands_apart_from_the_characters(simplified: str, traditional: str) -> None:
    assert converter({"二维码": "QR Code"})(simplified) == traditional


def test_the_longest_phrase_wins_and_the_rest_is_converted_around_it() -> None:
    convert = converter({"账": "賬", "账号": "帳號"})
    assert convert("我的账号和账本") == "我的帳號和賬本"


def test_only_mappings_with_a_simplified_text_are_filled() -> None:
    convert = converter({})
    data = {
        "a": [{"zh-Hans": "门", "en": "door"}],
        "zh-Hans": ["门"],
        "b": {"zh-Hans": "门", "zh-Hant": "戶"},
    }
    filled = fill(data, convert)
    assert filled["a"] == [{"zh-Hans": "门", "en": "door", "zh-Hant": "門"}]
    assert "zh-Hant" not in filled
    assert filled["b"]["zh-Hant"] == "戶"


def test_a_file_of_one_language_is_converted_leaf_by_leaf() -> None:
    assert converted({"a": ["门", "door {name}", 3]}, converter({})) == {"a": ["門", "door {name}", 3]}


@pytest.mark.parametrize(
    "text", ["儲值", "台灣", "皇后", "公里", "這裡的帳號", "吃飯", "群組", "若干", "什麼", "QR Code"]
)
def test_what_taiwan_writes_is_traditional(text: str) -> None:
    assert simplified_left(text) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("账號", ["账"]),
        ("以后", ["后"]),
        ("手机", ["机"]),
        ("什么", ["么"]),
        ("这里", ["这", "里"]),
        ("体验", ["体", "验"]),
    ],
)
def test_what_only_the_mainland_writes_is_found(text: str, left: list[str]) -> None:
    assert simplified_left(text) == left


def test_simplified_keeps_the_words() -> None:
    assert simplified("帳號 and 軟體") == "帐号 and 软体"


def test_no_wording_of_the_real_list_is_left_simplified(library: Library) -> None:
    titles = [topic.title["zh-Hant"] for topic in library.topics.values()]
    assert [title for title in titles if simplified_left(title)] == []
