"""Lines of an answer that stand for a fact: `{fact-id}`, alone or behind a bullet or a step's number."""

import re

LINE = re.compile(r"^(?P<lead>\s*(?:[•\-]|\d+\.)?\s*)\{(?P<name>[a-z0-9-]+)\}\s*$")


def names(text: str) -> list[str]:
    """The fact ids that a text quotes, in their order."""
    return [found["name"] for line in text.splitlines() if (found := LINE.match(line))]
