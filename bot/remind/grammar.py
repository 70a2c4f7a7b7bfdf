"""The rules of all four languages in one list; importing the rule files fills it."""

from typing import Final

from bot.remind.amounts import duration
from bot.remind.clocks import clock, french_hours, spoken
from bot.remind.lists import listed
from bot.remind.pattern import Rules

RULES: Final = Rules({"dur": duration, "clock": clock, "heures": french_hours, "spoken": spoken})

# Tokens that a date may start or end with.
DATES: Final = (
    "REL", "RELPART", "WEEKDAY", "WEEKDAYS", "MONTH", "WEAKMONTH", "NUM", "ORD", "HAO", "YUE", "NIAN", "DATE",
    "DOTDATE", "EDGE", "EDGEU", "LASTDAY", "UNITREL", "NEXT", "THIS", "YEAR", "WEEKEND", "ZEDGE", "WEAKDAY",
)  # fmt: skip
TIMES: Final = ("CLOCK", "HCLOCK", "DIAN", "PART", "HALF", "ZHENG", "FEN")
COUNTED: Final = ("UNIT", "GE", "GEYUE", "HEURES", "TIMESWORD", "OCLOCK", "AMPM", "NIAN", "DIAN", "WORKDAYS")
# What a number counts when it stands before these: no day of the month.
GOODS: Final = frozenset(
    listed(
        "sim sims card cards line lines phone phones number numbers account accounts esim esims plan "
        "plans month carte cartes ligne lignes numero numeros compte comptes forfait forfaits puce puces "
        "tel personnes people person rue party euros gigas giga place one time step etape lebara lyca "
        "lycamobile orange sfr free bouygues unites sms appels calls minutes credits"
    )
)
HAN_GOODS: Final = frozenset("张部条台位名家份楼线门店机卡套欧块元刀磅人封句项块")
