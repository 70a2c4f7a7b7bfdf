"""Telegram's side: what comes in, what goes out, how fast, and the bot's own HTTP."""

from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

BotContext = CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
App = Application[ExtBot[None], BotContext, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]
