"""Reminders without Telegram: phrases to moments, operators' rules to dates, ladders and calendars."""
