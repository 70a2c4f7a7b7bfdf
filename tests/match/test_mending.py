from bot.match import han
from bot.match.folding import Folding, Token
from bot.match.mending import Mender
from bot.match.runs import Runs

FOLD = Folding(han.build(), {})
RUNS = Runs.of({"验": 2, "证": 2, "码": 2, "验证": 2, "证码": 2}, FOLD.sounds)
MENDER = Mender({"refund": 0, "code": 1, "the": 2}, RUNS)


def test_words_put_in_and_words_left_are_told_apart() -> None:
    tokens = [Token("teh", False), Token("refnud", False), Token("zebra", False), Token("严正码", True)]
    out, put, left = MENDER.tokens(tokens)
    assert [token.text for token in out] == ["the", "refund", "zebra", "验证码"]
    assert (put, left) == (["the", "refund"], ["zebra"])
