"""What the tests of the local Telegram share."""

from tests.auxil.local import person, recorder, telegram

__all__ = ["person", "recorder", "telegram"]
