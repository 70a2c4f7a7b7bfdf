"""Telegram's side: what comes in, what goes out, how fast, and the bot's own HTTP."""

import os
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

# PTB is on its way from seconds to timedelta and warns at every use until one of them is chosen.
os.environ.setdefault("PTB_TIMEDELTA", "true")

BotContext = CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
App = Application[ExtBot[None], BotContext, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]
