"""Reminders on time: claim, send, mark; nothing lost, and sent twice only where nobody can know."""
