"""The webhook: Telegram brings updates, and proves with a secret that it is Telegram."""

import hmac

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.transport.intake import Intake

PATH = "/telegram"
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_LARGEST = 1 << 20


def webhook_route(intake: Intake, secret: str) -> Route:
    """Takes updates that carry the secret; 403 without it, 400 for what is no update."""

    async def receive(request: Request) -> Response:
        given = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        if int(request.headers.get("content-length") or 0) > _LARGEST:
            return Response(status_code=413)
        try:
            raw = await request.json()
        except (ValueError, RecursionError):
            return Response(status_code=400)
        # One that can't be read is confirmed too, or Telegram would bring it again and again.
        return Response(status_code=400 if await intake.take(raw) is None else 200)

    return Route(PATH, receive, methods=["POST"])
