"""Secrets out of texts before they reach a log, an error or a table."""

import re

_TOKEN = re.compile(r"\b\d{6,12}:[A-Za-z0-9_-]{30,}|(?<=/bot)\d+:[^/\s\"']+")
_CREDENTIALS = re.compile(r"(?<=://)([^/\s:@]+):([^/\s@]+)@")
_LONG_NUMBER = re.compile(r"(?<![\w.-])(?!\d{4}-\d{2}-\d{2}\b)\+?\d(?:[\s.-]?\d){8,18}(?![\w-])")
_KEPT = 2


def mask(text: str) -> str:
    """The text with bot tokens, passwords in addresses, phone, card and voucher numbers made unreadable.

    A long number keeps its last two digits, so that a person recognises it.
    """
    text = _TOKEN.sub("***", text)
    text = _CREDENTIALS.sub(r"\1:***@", text)
    return _LONG_NUMBER.sub(_masked_number, text)


def _masked_number(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    return "·" * (len(digits) - _KEPT) + digits[-_KEPT:]
