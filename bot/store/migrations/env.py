"""Alembic asks for this file; the bot configures its own environment in `bot/store/migrate.py`."""
