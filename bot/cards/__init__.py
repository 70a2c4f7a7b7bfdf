"""Cards and reminders as they are lived, without Telegram and without a store: pure functions of dates.

`deadlines` are what ends, `ladder` the reminders ahead of them, `recurrence` what comes again, `zones` wall
clocks and moments, `formatting` moments in words, `calendar_file` and `vtimezone` the .ics files.
"""
