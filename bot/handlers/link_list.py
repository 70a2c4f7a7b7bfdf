"""`/links`: addresses that open the bot at a route, and one of them as a picture for a shop's wall."""

import io

from telegram import InputFile

from bot.handlers.context import Context
from bot.screens import link_screens
from bot.screens.deep_links import link_to, opened
from bot.screens.routes import Route
from bot.screens.screen import Screen

_SCALE, _BORDER = 12, 4


async def links(ctx: Context[Route], words: str) -> Screen:
    """`/links`, or `/links <code>` for one route: its address, with a QR code where `xufei[qr]` is there."""
    library, username = ctx.services.knowledge.library, ctx.bot.username
    route = opened(words.strip(), library) if words.strip() else None
    address = link_to(route, username)
    picture = qr_code(address)
    if picture is None:
        return link_screens.links(username, address, ctx.user.view.say("links_list.no_qr"), ctx.user.view)
    await ctx.bot.send_photo(ctx.user.id, InputFile(io.BytesIO(picture), "qr.png"), caption=address)
    return link_screens.links(username, address, None, ctx.user.view)


def qr_code(address: str) -> bytes | None:
    """Return a QR code as PNG; None without the extra `qr`."""
    try:
        import segno
    except ImportError:
        return None
    buffer = io.BytesIO()
    segno.make(address, error="m").save(buffer, kind="png", scale=_SCALE, border=_BORDER)
    return buffer.getvalue()
