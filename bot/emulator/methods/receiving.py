"""How updates reach the bot."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from bot.emulator.api_error import bad_request
from bot.emulator.params import Params
from bot.emulator.state import Json, State

LONGEST_POLL = 50
_PORTS = (80, 88, 443, 8443)


async def get_updates(world: State, params: Params) -> list[Json]:
    """Long polling."""
    limit = params.integer("limit", 100)
    world.updates.allow(_allowed(params))
    timeout = min(max(params.integer("timeout"), 0), LONGEST_POLL)
    return await world.updates.poll(params.integer("offset"), limit if 0 < limit <= 100 else 100, timeout)


def set_webhook(world: State, params: Params) -> bool:
    """Remember the address; nothing is sent there, the local Telegram never calls out."""
    url = params.text("url")
    if not url:
        return delete_webhook(world, params)
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    secret = params.text("secret_token")
    if secret and not re.fullmatch(r"[A-Za-z0-9_\-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    world.updates.allow(_allowed(params))
    if params.boolean("drop_pending_updates"):
        world.updates.drop_all()
    world.updates.webhook = {
        "url": url,
        "max_connections": params.integer("max_connections", 40),
        "secret_token": secret,
    }
    world.updates.interrupt("terminated by setWebhook request")
    return True


def delete_webhook(world: State, params: Params) -> bool:
    """Back to polling."""
    world.updates.webhook = {}
    if params.boolean("drop_pending_updates"):
        world.updates.drop_all()
    return True


def get_webhook_info(world: State, _: Params) -> Json:
    """A WebhookInfo."""
    webhook = world.updates.webhook
    waiting = {"has_custom_certificate": False, "pending_update_count": len(world.updates.pending)}
    limits = {"max_connections": webhook["max_connections"]} if webhook else {}
    return {"url": webhook.get("url", "")} | waiting | limits


def _allowed(params: Params) -> list[str] | None:
    kinds: Any = params.tree("allowed_updates")
    if kinds is None:
        return None
    if not all(isinstance(kind, str) for kind in kinds):
        raise bad_request("can't parse allowed_updates: expected an Array of String")
    return list(kinds)
