"""Cut a message into what it asks, and keep the part that says what is meant where another says what is not.

`不用换卡，就问怎么查流量` asks about data, `not a refund, just an invoice` about an invoice. A message is
cut into parts; parts with a cue of `clauses.yaml` go, the others stay. A single part is never cut away, for
`我不想要这个号了` is the wish itself.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.match.lexicon import lists
from bot.match.normalize import Normalizer

_PARTS = re.compile(r"[。！？!?；;\n…,，、]+|(?<!\d)[.:：]+|\s[-–—]+\s")
# Without a comma: 不是退款是发票. 是不是, 要不要 ask and negate nothing.
_NOT_BUT = re.compile(r"(?<!是)不是([^是,，。！？!?；;、\s]{1,14})(?<![还只就也都总而])(?:而是|是)")
_SENTENCES = r"[。！？!?；;\n…]+|(?<=[^\d])[,，.](?=\s|[^\d\w]|[\u3400-\u9fff]|$)"
_MOST_PARTS = 8
_LONGEST = 400  # characters: a longer message is a story, whose negations tell too little


@dataclass(frozen=True)
class Negation:
    """`kept` is the text of what is meant, `cut` that of what is not; `sure`: a cue introduces the former."""

    kept: str
    cut: str
    sure: bool


class QuestionSplitter:
    """Cuts a message into sentences and clauses, each of which may be a question of its own."""

    def __init__(self) -> None:
        words = lists("clauses")
        joins = "|".join(rf"\b{re.escape(join)}\b" for join in words["joins"])
        chinese = "|".join(words["joins_chinese"])
        self._ends = re.compile(rf"{_SENTENCES}|(?i:(?<=\s)(?={joins}))|(?={chinese})")

    def of(self, text: str) -> list[str]:
        """The parts with something in them."""
        return [part for part in self._ends.split(text) if part.strip()]


class MoneyLeft:
    """Tells whether a message says that money has left the account."""

    def __init__(self, normalizer: Normalizer) -> None:
        words = lists("clauses")
        self._normalizer = normalizer
        self._left, self._stayed = (
            _phrases(words[name], map(normalizer.chinese, words[f"{name}_chinese"]))
            for name in ("money_left", "money_stayed")
        )

    def told(self, text: str) -> bool:
        """What stayed counts more: 卡被拒了，钱没扣."""
        plain = self._normalizer.chinese(text)
        return bool(self._left.search(plain)) and not self._stayed.search(plain)


class NegationCutter:
    """Reads its cues from `clauses.yaml`."""

    def __init__(self, normalizer: Normalizer) -> None:
        words = lists("clauses")
        self._normalizer = normalizer
        first = [f"^{phrase}" for phrase in words["not_meant_first"]]
        not_meant = [
            *map(normalizer.chinese, words["not_meant_chinese"]),
            *(f"^{normalizer.chinese(phrase)}" for phrase in words["not_meant_first_chinese"]),
        ]
        points_back = map(normalizer.chinese, words["points_back_chinese"])
        self._not_meant = _phrases([*words["not_meant"], *first], not_meant)
        self._points_back = _phrases(words["points_back"], points_back)
        self._gives_up = tuple(map(normalizer.chinese, words["gives_up_chinese"]))
        self._but = tuple(map(normalizer.chinese, words["but_chinese"]))
        chinese = "|".join(map(normalizer.chinese, words["meant_chinese"]))
        self._meant = re.compile(rf"\s*(?:{chinese}|(?:{'|'.join(words['meant'])})\b)")
        self._before = re.compile(rf"\s(?=(?:{'|'.join(words['meant'])})\b)")

    def cut(self, text: str) -> Negation | None:
        """None where nothing is negated, or nothing else is said."""
        if len(text) > _LONGEST:
            return None
        parts = self._parts(self._normalizer.chinese(text))
        negated = self._negated(parts)
        kept = [part for part, gone in zip(parts, negated, strict=True) if not gone]
        if not kept or len(kept) == len(parts):
            return None
        after = negated.index(True)
        sure = any(self._meant.match(part) for part in parts[after:] if part in kept)
        gone = [part for part in parts if part not in kept]
        return Negation(" , ".join(kept), " , ".join(gone), sure)

    def _parts(self, plain: str) -> list[str]:
        plain = _NOT_BUT.sub(r"不是\1,是", plain)
        parts = [part.strip() for part in _PARTS.split(plain) if part.strip()]
        if len(parts) < 2:
            parts = [part.strip() for part in self._before.split(plain) if part.strip()]
        return parts[:_MOST_PARTS]

    def _negated(self, parts: list[str]) -> list[bool]:
        """Which parts go; one that points back takes its forerunner along."""
        negated = [self._not(part, after) for part, after in zip(parts, [*parts[1:], ""], strict=False)]
        for at, part in enumerate(parts):
            if self._points_back.search(part):
                negated[at] = True
                if at:
                    negated[at - 1] = True
        return negated

    def _not(self, part: str, after: str) -> bool:
        """Whether a part says what is not meant, and is no wish of its own."""
        if after.startswith(self._but) or any(cue in part for cue in self._gives_up):
            return False
        return bool(self._not_meant.search(part))


def _phrases(latin: Iterable[str], chinese: Iterable[str]) -> re.Pattern[str]:
    """Latin phrases as whole words, Chinese ones anywhere but in a question of the kind 是不是."""
    plain = (rf"(?<!{word[1]}){word}" if word[0] in "不唔" else word for word in chinese)
    return re.compile(rf"\b(?:{'|'.join(latin)})\b|{'|'.join(plain)}")
