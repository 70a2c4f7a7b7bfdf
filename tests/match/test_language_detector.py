import pytest

from bot.content.languages import LANGUAGES, Language
from bot.match import Understanding


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("怎么给法国卡充值", "zh-Hans"),
        ("怎麼幫法國門號儲值", "zh-Hant"),
        ("點樣增值張卡", "zh-Hant"),
        ("唔記得密碼", "zh-Hant"),
        ("how do i renew my sim", "en"),
        ("comment renouveler ma carte sim", "fr"),
        ("jarrive pas a payer", "fr"),
        ("can't pay with my card", "en"),
        ("怎么recharger我的forfait", "zh-Hans"),
        ("这个 SMS 是 arnaque 吗", "zh-Hans"),
        ("what does 充值 mean in english please", "en"),
        ("mon forfait expire quand ?", "fr"),
    ],
)
def test_the_reply_is_in_the_language_of_the_frame(
    understanding: Understanding, question: str, language: Language
) -> None:
    assert understanding.find(question).language == language


@pytest.mark.parametrize("preferred_language", LANGUAGES)
@pytest.mark.parametrize(
    "question", ["recharge", "SIM", "top up", "lebara", "esim", "résilier", "refund", "👍", "123"]
)
def test_one_borrowed_word_never_flips_a_preference(
    understanding: Understanding, question: str, preferred_language: Language
) -> None:
    assert understanding.find(question, preferred_language=preferred_language).language == preferred_language


def test_chinese_without_a_telling_character_takes_the_habit_or_simplified(
    understanding: Understanding,
) -> None:
    assert understanding.find("退款").language == "zh-Hans"
    assert understanding.find("退款", preferred_language="zh-Hant").language == "zh-Hant"
    assert understanding.find("退款", preferred_language="fr").language == "zh-Hans"


def test_a_whole_sentence_wins_over_the_preference(understanding: Understanding) -> None:
    assert understanding.find("how do i get my money back", preferred_language="zh-Hans").language == "en"
    assert understanding.find("我的密码忘了怎么办", preferred_language="zh-Hant").language == "zh-Hans"


@pytest.mark.parametrize("preferred_language", ["zh-Hans", "zh-Hant", None])
@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("book me a hotel", "en"),
        ("fire extinguisher", "en"),
        ("verre trempé pixel", "fr"),
        ("charges de chauffage", "fr"),
        ("carte maroc", "fr"),
    ],
)
def test_two_latin_words_are_answered_in_a_latin_language_whatever_the_preference(
    understanding: Understanding, question: str, language: Language, preferred_language: Language | None
) -> None:
    assert understanding.find(question, preferred_language=preferred_language).language == language


@pytest.mark.parametrize("question", ["top up sim", "Lebara recharge"])
def test_names_and_borrowed_words_alone_never_flip_a_chinese_preference(
    understanding: Understanding, question: str
) -> None:
    assert understanding.find(question, preferred_language="zh-Hant").language == "zh-Hant"


@pytest.mark.parametrize("question", ["收皮", "食屎啦", "早晨"])
def test_cantonese_without_a_telling_character_is_traditional(
    understanding: Understanding, question: str
) -> None:
    assert understanding.find(question, preferred_language="zh-Hans").language == "zh-Hant"
