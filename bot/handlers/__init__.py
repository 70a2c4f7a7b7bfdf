"""Telegram → core → Telegram; one file a kind of update."""
