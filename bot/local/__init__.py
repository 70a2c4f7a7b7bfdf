"""A small Telegram on this machine: the Bot API for an unchanged bot, and a chat page for people.

server = LocalServer(folder=data_dir / "local", words=words, port=8080)
await server.start()
application = Application.builder().token(server.token).base_url(f"{server.url}/bot").build()
"""

from .api import LocalApi
from .client import Client
from .faults import Fault, Faults
from .refusal import Refusal, bad_request, conflict, forbidden, too_many_requests
from .server import TOKEN, LocalServer, create_app, local_bot
from .world import World

__all__ = [
    "TOKEN",
    "Client",
    "Fault",
    "Faults",
    "LocalApi",
    "LocalServer",
    "Refusal",
    "World",
    "bad_request",
    "conflict",
    "create_app",
    "forbidden",
    "local_bot",
    "too_many_requests",
]
