import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from opencc import OpenCC
from rapidfuzz import fuzz, process

from bot.match import Matcher
from bot.match.cache import CacheMismatch

QUESTIONS = {
    "how can i get a refund": "refund",
    "充错号码了能不能退款": "refund",
    "comment me faire rembourser": "refund",
    "paying from china": "pay-abroad",
    "我忘记登录密码了": "forgot-password",
    "mot de passe perdu": "forgot-password",
    "quand est-ce que mon forfait expire": "check-expiry",
    "短信验证码没收到": "code-not-received",
    "stop the auto renewal": "auto-renew-off",
}


def first(matcher: Matcher, question: str) -> str:
    return matcher.rank(question)[0][0]


@pytest.mark.parametrize(("question", "label"), QUESTIONS.items())
def test_a_new_question_finds_its_label(matcher: Matcher, question: str, label: str) -> None:
    assert first(matcher, question) == label


@pytest.mark.parametrize("config", ["s2t", "s2twp"])
@pytest.mark.parametrize(
    "question", ["充错号码了能不能退款", "我忘记账号密码了", "短信验证码没收到", "什么时候到期"]
)
def test_traditional_characters_get_the_same_ranking(matcher: Matcher, question: str, config: str) -> None:
    assert matcher.rank(OpenCC(config).convert(question), 6) == matcher.rank(question, 6)


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("i forgot my pasword", "forgot-password"),
        ("how to get a refnud", "refund"),
        ("rembousement", "refund"),
        ("verificaton code nevr arrives", "code-not-received"),
        ("turn off atuomatic renewl", "auto-renew-off"),
        ("怎么申请推款", "refund"),
        ("收不到严正码", "code-not-received"),
    ],
)
def test_typos_and_homophones_are_forgiven(matcher: Matcher, question: str, label: str) -> None:
    assert first(matcher, question) == label


def test_scores_are_chances_in_falling_order(matcher: Matcher) -> None:
    for question in QUESTIONS:
        scores = [score for _, score in matcher.rank(question, 6)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_foreign_questions_score_lower_than_ours(matcher: Matcher) -> None:
    foreign = ["what is the capital of peru", "今天晚上吃什么", "quel film regarder ce soir"]
    highest = max(matcher.rank(question)[0][1] for question in foreign)
    ours = sorted(matcher.rank(question)[0][1] for question in QUESTIONS)
    assert highest < ours[len(ours) // 2]


def test_a_wording_itself_is_surely_ours(matcher: Matcher, utterances: list[tuple[str, str]]) -> None:
    assert all(matcher.score(utterance).in_scope >= 0.97 for _, utterance in utterances)


def test_text_without_a_known_word_ranks_nothing_or_low(matcher: Matcher) -> None:
    assert matcher.rank("") == []
    assert matcher.rank("👍 ??? !!!") == []
    assert all(score < 0.3 for _, score in matcher.rank("ќќќ 漈"))


def test_background_never_ranks(utterances: list[tuple[str, str]]) -> None:
    matcher = Matcher.fit(
        utterances, background=[("weather", "will it rain today"), ("weather", "is it sunny")]
    )
    score = matcher.score("will it rain")
    assert {label for label, _ in score.ranked} == {label for label, _ in utterances}
    assert score.out_of_scope == "weather"


def test_learning_twice_gives_the_same(matcher: Matcher, utterances: list[tuple[str, str]]) -> None:
    again = Matcher.fit(utterances)
    assert np.array_equal(again.table.steps, matcher.table.steps)
    assert [again.rank(q, 6) for q in QUESTIONS] == [matcher.rank(q, 6) for q in QUESTIONS]


def test_another_process_with_another_hash_seed_gives_the_same() -> None:
    code = (
        "from bot.match import Matcher;"
        "m = Matcher.fit([('a', 'top up my card'), ('a', '充值'), ('b', 'refund me'), ('b', '退款'), "
        "('c', 'x y')]);"
        "print(m.rank('how do i top up'), m.rank('怎么退'))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_what_is_saved_ranks_the_same_when_loaded(matcher: Matcher, tmp_path: Path) -> None:
    matcher.save(tmp_path / "index.npz", "key")
    loaded = Matcher.load(tmp_path / "index.npz", "key")
    assert [loaded.rank(q, 6) for q in QUESTIONS] == [matcher.rank(q, 6) for q in QUESTIONS]


def test_a_file_of_another_key_is_refused(matcher: Matcher, tmp_path: Path) -> None:
    matcher.save(tmp_path / "index.npz", "key")
    with pytest.raises(CacheMismatch):
        Matcher.load(tmp_path / "index.npz", "other")


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 nonsense", b"\x80\x04pickle"])
def test_a_damaged_or_missing_file_is_refused(matcher: Matcher, tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "index.npz"
    with pytest.raises(CacheMismatch):
        Matcher.load(path, "key")
    path.write_bytes(damage)
    with pytest.raises(CacheMismatch):
        Matcher.load(path, "key")
    matcher.save(path, "key")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(CacheMismatch):
        Matcher.load(path, "key")


def test_one_wording_is_enough_to_learn() -> None:
    matcher = Matcher.fit([("only", "top up")])
    assert first(matcher, "top up please") == "only"
    with pytest.raises(ValueError, match="at least one"):
        Matcher.fit([])


def test_asking_needs_none_of_the_packages_for_learning(matcher: Matcher, tmp_path: Path) -> None:
    matcher.save(tmp_path / "index.npz", "key")
    code = (
        "import sys; from pathlib import Path; from bot.match import Matcher;"
        f"Matcher.load(Path({str(tmp_path / 'index.npz')!r}), 'key').rank('refund 退款');"
        "print([m for m in ('scipy', 'opencc', 'pypinyin', 'sklearn') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_ranking_is_much_faster_than_comparing_with_every_utterance(
    utterances: list[tuple[str, str]],
) -> None:
    many = [(label, f"{utterance} {number}") for number in range(40) for label, utterance in utterances]
    matcher = Matcher.fit(many)
    texts = [utterance for _, utterance in many]
    questions = list(QUESTIONS)

    def seconds(ask: object) -> float:
        begin = time.perf_counter()
        for question in questions:
            ask(question)  # type: ignore[operator]
        return time.perf_counter() - begin

    ours = min(seconds(matcher.rank) for _ in range(3))
    theirs = min(seconds(lambda q: process.extractOne(q, texts, scorer=fuzz.WRatio)) for _ in range(3))
    assert ours * 5 < theirs
