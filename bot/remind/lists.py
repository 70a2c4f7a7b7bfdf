"""Lists of words written as one string."""


def listed(text: str) -> tuple[str, ...]:
    """The words of a string, in order."""
    return tuple(text.split())
