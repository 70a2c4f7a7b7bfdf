"""The table of rules."""

from bot.dates import rules_count, rules_day, rules_holiday, rules_month, rules_repeat, rules_time, rules_week
from bot.dates.grammar import PARSERS, RULES
from bot.dates.pattern import Rule

FILES = (rules_count, rules_day, rules_holiday, rules_month, rules_repeat, rules_time, rules_week)


def test_every_rule_stands_in_the_table_once() -> None:
    written = [each for file in FILES for each in vars(file).values() if isinstance(each, Rule)]
    assert sorted(map(id, written)) == sorted(map(id, RULES))


def test_every_pattern_names_parsers_that_there_are() -> None:
    names = {
        name
        for each in RULES
        for pattern in each.patterns
        for element in pattern
        for name in element.names
        if name.islower()
    }
    assert names <= PARSERS.keys()
