"""Rules for days by their names: Christmas, 除夕, Noël prochain, 2027年春节, 农历八月十五."""

from typing import Any

from bot.dates.constraints import Constraints
from bot.dates.holidays import LunarDay
from bot.dates.pattern import TokenContext, rule
from bot.dates.rules_repeat import every

# What a feast's name describes when one of these follows: Christmas cards, 春节套餐.
_THINGS = frozenset(
    (
        "gift gifts card cards tree trees party dinner lunch present presents sale sales shopping holiday "
        "holidays break market promo promotion offer offers deal deals eggs decorations lights music song "
        "songs bonus tickets ticket trip plan plans week season period money vacation vacations"
    ).split()
)
_HAN_THINGS = tuple(
    (
        "礼 贺卡 卡 树 老人 套餐 活动 优惠 假 大餐 晚会 档 促销 打折 歌 票 车票 机票 红包 快乐 祝福 视频 "
        "照片 购物 特惠 限定 装饰 流量 粽子 月饼 对联 期间 联欢 电影"
    ).split()
)
_LEADS_TO_IT = ("VEILLE", "PIVOT", "EDGE", "UNIT", "NEXT", "OPEN")


def _describes(context: TokenContext) -> bool:
    """Whether the feast only describes a thing: 圣诞礼物, Christmas gifts, cadeaux de Noël."""
    behind = "".join(t.raw for t in context.tokens[context.end : context.end + 3])
    if context.after is not None and (context.after.raw in _THINGS or behind.startswith(_HAN_THINGS)):
        return True
    if not context.follows("OF") or context.start < 2 or not context.tokens[context.start].raw.isascii():
        return False
    return context.tokens[context.start - 2].kinds.keys().isdisjoint(_LEADS_TO_IT)


@rule("HOLIDAY:h", "ON|AT THE? HOLIDAY:h", "LUNARDATE:h", "ON LUNARDATE:h", weak=True)
def holiday(context: TokenContext, h: str | LunarDay) -> Constraints | None:
    """Christmas, à Noël, 除夕, 农历八月十五: the next one."""
    return None if _describes(context) else Constraints(holiday=h)


@rule("EVERY THE? HOLIDAY|LUNARDATE:h", "EVERY UNIT:u OF? HOLIDAY|LUNARDATE:h", "HOLIDAY:h OF? EVERY UNIT:u")
def every_holiday(context: TokenContext, h: str | LunarDay, u: str = "year") -> Constraints | None:
    """Every Christmas, 每年春节."""
    return every(1, "year", holiday=h) if u == "year" else None


@rule(
    "YEAR|NUM:y NIAN OF? HOLIDAY|LUNARDATE:h",
    "YEAR:y HOLIDAY|LUNARDATE:h",
    "ON? THE? HOLIDAY:h COMMA? OF? YEAR:y",
)
def holiday_of_year(context: TokenContext, h: str | LunarDay, y: int) -> Constraints | None:
    """2027年春节, Christmas 2027, Noël 2026."""
    if y % 1 or not (20 <= y < 100 or y >= 1000):
        return None
    return Constraints(holiday=h, year=int(y if y >= 100 else 2000 + y))


@rule(
    "UNITREL:r OF? HOLIDAY|LUNARDATE:h",
    "ON? THE? HOLIDAY:h OF? THE? UNIT:u NEXT|VIENT:n",
    "ON? THE? HOLIDAY:h OF? THE? NEXT|THIS:n UNIT:u",
)
def holiday_of_relative_year(
    context: TokenContext, h: str | LunarDay, r: tuple[str, int] | None = None, u: str = "year", n: Any = 0
) -> Constraints | None:
    """明年春节, Christmas next year, Noël de l'année prochaine."""
    unit, number = r or (u, n[0] if isinstance(n, tuple) else n)
    return Constraints(holiday=h, years=number) if unit == "year" else None


@rule("NEXT HOLIDAY:h", "HOLIDAY:h NEXT")
def next_holiday(context: TokenContext, h: str) -> Constraints | None:
    """Next Christmas: the coming one, or that of next year?"""
    return None if context.precedes("UNIT") else Constraints(holiday=h, week=None, style="next")


@rule("THIS|COMING HOLIDAY:h", "HOLIDAY:h VIENT", "THIS COMING HOLIDAY:h")
def coming_holiday(context: TokenContext, h: str) -> Constraints | None:
    """This Christmas, Noël qui vient."""
    return Constraints(holiday=h)


@rule("LUNAR", weak=True)
def lunar(context: TokenContext) -> Constraints | None:
    """正月, 初五: a day of the moon's calendar without its month, or a month without its day."""
    return Constraints(flags=frozenset({"lunar"}))


@rule("SEASON", weak=True)
def season(context: TokenContext) -> Constraints | None:
    """Summer, 寒假, payday: no single day."""
    return Constraints(flags=frozenset({"holiday"}))
