"""Frequency words that belong to the thing: 关掉每月自动续费, turn off yearly renewal, le forfait annuel.

Beside a date such a word says what is meant, not how often to remind: it stays in the text.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.dates.constraints import Piece
from bot.dates.tokens import TimeToken

# Tokens that are no words of the person's own.
_LITTLE: Final = frozenset(
    "ON OF THE AT COMMA DOT LPAR RPAR IN ABT OR DASH SLASH COLON MARK AFTER PIVOT TO AND ONE".split()
)
_MARKS: Final = frozenset("COMMA DOT LPAR RPAR DASH SLASH COLON MARK".split())
_THINGS: Final = frozenset(
    (
        "plan plans pass bill bills fee fees package packages subscription subscriptions payment payments "
        "charge charges rent allowance limit data renewal renewals debit transfer invoice report statement "
        "usage cost price option offer reminder reminders top-up backup quota s"
    ).split()
)
_DETERMINERS: Final = frozenset("the a an my this that your our his her its their those these any".split())
# After these an English frequency word is an adverb: pay monthly for it.
_GOES_ON: Final = frozenset(
    (
        "my the a an this that your our for with before after until from by please via using because so if "
        "when while me us it them and or but since though as"
    ).split()
)
_FRENCH_ADJECTIVES: Final = re.compile(
    r"(?:quotidien|hebdomadaire|hebdo|mensuel|bimestriel|trimestriel|semestriel|annuel)(?:ne|le)?s?"
)
_STARTS: Final = frozenset(
    (
        "from|starting|starting on|starting from|beginning|since|as of|a partir du|a partir de|a compter du"
        "|des|depuis|从|自|等到"
    ).split("|")
)
_STARTED: Final = ("起", "开始", "以后", "之后", "onwards", "onward")
_ASKED_TO: Final = re.compile(
    r"(?:提醒|通知|叫|喊|催|提示)(?:一下|下)?(?:我们|我|咱们|咱)?(?:一下|下|一声)?$|记得$|忘了?$|记住$|请$|麻烦$|帮我$"
    r"|要$|会$|都$|就$|再$|(?:^|[^a-z])(?:me|us|moi|nous|rappel|reminder|alarm|remind|rappelle|rappelez)$"
)
_TAKES_AN_OBJECT: Final = re.compile(
    r"(?:[把将对]|关于|关掉?|关闭|关了|取消掉?|取消了|停掉?|停止|停了|暂停|终止|退订|退掉|解绑|解约|[查看改算问领记写办订]|查询|查一?下|查看"
    r"|看看|看一?下|检查|核对|确认|核实|修改|更改|调整|降低|减少|增加|提高|设置|设定|开通|打开|开启|恢复|办理|领取|完成|提交|导出"
    r"|下载|了解|计算|记录|整理|处理|交掉?|付掉?|缴|支付|申请|续订|改成|改为|换成|换掉?|关注|统计|对账|续|买|购买)$"
)
_DOES: Final = re.compile(
    r"[充交付缴买存转打发查看用换还给去来做吃喝续在从]|检查|自己|提醒|记得|定期|按时|准时|自动(?=给|把|充|发)"
)
_CHINESE_THINGS: Final = re.compile(
    r"自动|账单|帐单|话费|月租|套餐|流量|扣款|扣费|费用|用量|额度|限额|报告|提醒(?!我)|会员|订阅|续费"
)


def without_attributes(pieces: list[Piece], tokens: Sequence[TimeToken]) -> list[Piece]:
    """The pieces without repetitions that only describe a thing; one that may do so is marked as doubtful."""
    anchors = [p for p in pieces if not p.constraints.every and _names_a_day(p)]
    if any(_starts_a_series(p, tokens) for p in anchors):
        return pieces
    kept: list[Piece] = []
    for piece in pieces:
        others = anchors or [p for p in kept if p.constraints.every]
        verdict = _attributive(piece, pieces, tokens) if piece.constraints.every and others else False
        if verdict is None:
            flags = piece.constraints.flags | {"doubt", "thing"}
            piece = replace(piece, constraints=replace(piece.constraints, flags=flags))
        if not verdict:
            kept.append(piece)
    return kept


def _names_a_day(piece: Piece) -> bool:
    said = piece.constraints
    sets = said.days or said.weekdays or said.after or said.either
    return said.rel is not None or said.edge is not None or said.holiday is not None or bool(sets)


def _starts_a_series(piece: Piece, tokens: Sequence[TimeToken]) -> bool:
    """Whether the day is one from which something goes on: 从12月1日起, starting tomorrow."""
    before = {t.raw for t in tokens[max(piece.first - 1, 0) : piece.first + 1]}
    behind = "".join(t.raw for t in tokens[piece.last : piece.last + 2])
    return bool(before & _STARTS) or behind.startswith(_STARTED)


def _attributive(piece: Piece, pieces: Sequence[Piece], tokens: Sequence[TimeToken]) -> bool | None:
    """Whether a repetition describes a thing; None where it may."""
    taken = {place for each in pieces for place in range(each.first, each.last)}

    def own(place: int, little: frozenset[str] = _LITTLE) -> bool:
        inside = 0 <= place < len(tokens) and place not in taken
        return inside and tokens[place].kinds.keys().isdisjoint(little)

    before = own(piece.first - 1)
    if tokens[piece.last - 1].raw.isascii():
        return _latin(piece, tokens, before, own(piece.last))
    of = piece.last < len(tokens) and tokens[piece.last].raw == "的"
    return _chinese(piece, tokens, before, own(piece.last + of, _MARKS))


def _chinese(piece: Piece, tokens: Sequence[TimeToken], before: bool, behind: bool) -> bool | None:
    head = "".join(t.raw for t in tokens[: piece.first][-8:])
    tail = "".join(t.raw for t in tokens[piece.last : piece.last + 8])
    if not behind or _ASKED_TO.search(head):
        return False
    if tail[:1] == "的":
        return True if before or not _DOES.match(tail[1:]) else None
    if not before:
        return None if _CHINESE_THINGS.match(tail) else False
    if _TAKES_AN_OBJECT.search(head):
        return True
    return None if _DOES.match(tail) else True


def _latin(piece: Piece, tokens: Sequence[TimeToken], before: bool, behind: bool) -> bool | None:
    first, previous = tokens[piece.first], tokens[piece.first - 1] if piece.first else None
    after = tokens[piece.last].raw if piece.last < len(tokens) else ""
    head = " ".join(t.raw for t in tokens[: piece.first][-2:])
    if _ASKED_TO.search(head):
        return False
    if before and first.raw in ("of", "de", "d", "des", "du") and piece.last - piece.first > 1:
        return True
    if _FRENCH_ADJECTIVES.fullmatch(first.raw):
        return before
    headed = previous is not None and previous.raw in _DETERMINERS
    if not behind or after in _GOES_ON:
        return False
    if headed or after in _THINGS:
        return True if before or headed else None
    if "ADV" in first.kinds:
        return True if before else None
    return None if before and first.raw.startswith("every") else False
