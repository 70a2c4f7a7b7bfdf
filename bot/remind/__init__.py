"""Reminders without Telegram: phrases to moments, operators' rules to dates, ladders and calendars.

A phrase goes `fold` (plain text) -> `tokens` (by `shapes` and `lexicon`) -> `scan` (by the rules in
`rules_*`, put together as `clues`) -> `resolve` (`days`, `hours`, `repeat`) -> `phrase.Reading`, with the
words that `rest` leaves. `say` writes moments so that they can be read again.
"""
