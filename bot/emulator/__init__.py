"""A small Telegram on this machine: the Bot API for an unchanged bot, and a chat page for people.

server = LocalServer(folder=data_dir / "local", words=words, port=8080)
await server.start()
application = Application.builder().token(server.token).base_url(f"{server.url}/bot").build()
"""

from bot.emulator.api_error import ApiError, bad_request, conflict, forbidden, too_many_requests
from bot.emulator.faults import Fault, Faults
from bot.emulator.http_api import LocalApi
from bot.emulator.person_client import Client
from bot.emulator.server import TOKEN, LocalServer, create_app, local_bot
from bot.emulator.state import State

__all__ = [
    "TOKEN",
    "ApiError",
    "Client",
    "Fault",
    "Faults",
    "LocalApi",
    "LocalServer",
    "State",
    "bad_request",
    "conflict",
    "create_app",
    "forbidden",
    "local_bot",
    "too_many_requests",
]
