"""The library's bot, which does not show its token: its own `repr` would, in a traceback or a log."""

from telegram.ext import ExtBot


class TelegramBot(ExtBot[None]):
    """As `ExtBot`; told by the number before the token's colon, which everybody may know."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}[{self.token.partition(':')[0]}]"
