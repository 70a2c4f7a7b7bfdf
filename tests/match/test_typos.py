from bot.match import chinese
from bot.match.normalize import Normalizer, Token
from bot.match.typos import Typos

FOLD = Normalizer(chinese.build(), {})
TEXTS = [
    FOLD.tokens(text) for text in ("充值失败怎么办", "信用卡付款", "how do i renew my sim", "退款", "sim")
]
SLIPS = Typos([*TEXTS, *TEXTS, *TEXTS], FOLD.sounds)


def text_of(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)


def test_a_text_is_mistyped_and_the_same_way_every_time() -> None:
    again = Typos([*TEXTS, *TEXTS, *TEXTS], FOLD.sounds)
    for text in TEXTS[:3]:
        assert text_of(SLIPS.made(text)) != text_of(text)
        assert SLIPS.made(text) == again.made(text)


def test_at_most_two_characters_are_lost_or_doubled() -> None:
    for text in TEXTS[:3]:
        assert abs(len(text_of(SLIPS.made(text))) - len(text_of(text))) <= 2


def test_a_very_short_text_stays() -> None:
    assert SLIPS.made(TEXTS[3]) == TEXTS[3]
    assert SLIPS.made(TEXTS[4]) == TEXTS[4]


def test_a_character_is_taken_for_another_of_its_sound() -> None:
    typos = Typos([FOLD.tokens("值直")] * 3, FOLD.sounds)
    made = {text_of(typos.made([Token("值" + "费" * size, True)])) for size in range(3, 40)}
    assert any("直" in text for text in made)
