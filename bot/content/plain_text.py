"""Fold a line to the plain form that the grammar reads, and remember where each character came from."""

import unicodedata
from dataclasses import dataclass

# Pairs of a traditional (or formal) character and the simplified one; only what the grammar's words need.
_PAIRS = (
    "個个箇个號号點点後后兩两倆俩週周禮礼過过這这鐘钟鍾钟時时間间從从開开來来記记給给幫帮為为於于還还當当"
    "終终節节聽听尋寻晝昼閒闲歐欧塊块錢钱鎊镑數数據据說说請请煩烦設设鬧闹隨随馬马會会兒儿遲迟陣阵農农曆历歷历"
    "舊旧陰阴臘腊話话無无張张條条幾几單单雙双歲岁壹一貳二參三肆四伍五陸六柒七捌八玖九拾十貮二叁三將将內内餘余"
    "約约準准淩凌東东倫伦紐纽臺台灣湾國国離离別别們们訂订繳缴電电線线樓楼門门機机碼码週周歲岁卻却"
    "頭头滿满裡里裏里爲为復复實实樣样閏闰飯饭訊讯評评資资載载額额價价級级動动齡龄網网僅仅賬账貓猫陽阳銷销選选氣气戶户換换現现經经曉晓與与發发擊击黃黄長长儘尽總总溫温備备鐵铁匯汇撥拨欄栏週周聖圣誕诞慶庆勞劳曬晒鬆松夠够嗎吗麼么麽么應应該该續续費费儲储值值確确認认員员體体種种隻只個个爾尔韓韩"
    "釜釜聯联龍龙漢汉蘇苏廣广慶庆寧宁濟济華华維维羅罗馬马亞亚絲丝達达薩萨爾尔盧卢莫莫凱凯紐纽溫温"
)
_SCRIPT = dict(zip(_PAIRS[0::2], _PAIRS[1::2], strict=True))
_MARKS = {
    **dict.fromkeys("’‘ʼ`´＇‛", "'"),
    **dict.fromkeys("‐‑‒–—―−－﹣", "-"),
    **dict.fromkeys("～〜∼﹏", "~"),
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "〇": "〇", "○": "〇",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Normalized:
    """The plain text; `origin[i]` is the place in the line of its character i (one more for the end)."""

    text: str
    origin: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original line behind [start, end) of the plain text."""
        return self.origin[start], self.origin[end]


def normalize(line: str) -> Normalized:
    """Lower case, no accents, half width, simplified, plain quotes and dashes; offsets kept."""
    text: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(line):
        for plain in _plain(char):
            text.append(plain)
            origin.append(place)
    return Normalized("".join(text), (*origin, len(line)))


def normalize_text(line: str) -> str:
    """Only the plain text of a line."""
    return normalize(line).text


def _plain(char: str) -> str:
    if char in _MARKS:
        return _MARKS[char]
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category in ("Mn", "Cf", "Cc", "Cs", "Co", "Cn"):
        return ""
    if category == "No":  # ½ ² ① would turn into digits that stick to their neighbours
        return char
    wide = unicodedata.normalize("NFKC", char).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFD", wide) if unicodedata.category(c) != "Mn")
    return "".join(_SCRIPT.get(c, _MARKS.get(c, c)) for c in bare) or char
