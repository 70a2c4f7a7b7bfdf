"""Cards and reminders as they are lived, without Telegram and without a store: pure functions of dates.

`kinds` say how a card lives, `deadlines` what ends, `ladder` and `schedule` which reminders come ahead of it,
`recurrence` what comes again, `zones` wall clocks and moments, `formatting` moments in words, `calendar_file`
and `vtimezone` the .ics files, `draft` a reminder that is not yet confirmed.
"""
