"""The webhook: Telegram brings updates, and proves with a secret that it is Telegram."""

import asyncio
import hmac
import json

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.transport.intake import Intake

PATH = "/telegram"
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST = 1 << 20
_READING, _WORKING = 15.0, 40.0


class _TooLargeError(Exception):
    pass


def webhook_route(intake: Intake, secret: str) -> Route:
    """Takes updates that carry the secret: 403 without it, 400 for what is no update, 413 beyond 1 MiB.

    200 once the update is stored, or, where the store is down, worked on; else 503, and Telegram brings it
    again.
    """

    async def receive(request: Request) -> Response:
        given = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        try:
            async with asyncio.timeout(_READING):
                raw = json.loads(await _body(request))
        except _TooLargeError:
            return Response(status_code=413, headers={"Connection": "close"})
        except TimeoutError:
            return Response(status_code=408, headers={"Connection": "close"})
        except (ValueError, RecursionError, ClientDisconnect):
            return Response(status_code=400)
        return Response(status_code=await _taken(intake, raw))

    return Route(PATH, receive, methods=["POST"])


async def _body(request: Request) -> bytes:
    """The body, read no further than it may be long, whatever length it claims."""
    read = bytearray()
    async for part in request.stream():
        read += part
        if len(read) > _LARGEST:
            raise _TooLargeError
    return bytes(read)


async def _taken(intake: Intake, raw: object) -> int:
    # One that can't be read is confirmed too, or Telegram would bring it again and again.
    numbers = await intake.take([raw])
    if not numbers:
        return 400
    if intake.stores:
        return 200
    try:
        async with asyncio.timeout(_WORKING):
            await intake.done(numbers[0])
    except TimeoutError:
        return 503
    return 200
