"""The four languages that the bot speaks."""

from typing import Literal, get_args

Language = Literal["zh-Hans", "zh-Hant", "en", "fr"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

# What editors must write; zh-Hant is made from zh-Hans unless it is written too.
WRITTEN: tuple[Language, ...] = ("zh-Hans", "en", "fr")

_TRADITIONAL = ("hant", "tw", "hk", "mo")


def is_language(code: object) -> bool:
    return code in LANGUAGES


def from_telegram(code: str | None, default: Language = "zh-Hans") -> Language:
    """The nearest of our languages to a client's IETF tag (`zh-hans`, `zh-TW`, `fr-CH`, …).

    Telegram's `language_code` is optional and free in form; anything that is neither Chinese nor French
    reads English, no tag at all reads `default`.
    """
    if not code:
        return default
    parts = code.lower().replace("_", "-").split("-")
    if parts[0] in ("zh", "yue"):
        traditional = parts[0] == "yue" or any(part in _TRADITIONAL for part in parts[1:])
        return "zh-Hant" if traditional and "hans" not in parts else "zh-Hans"
    return "fr" if parts[0] == "fr" else "en"
