"""Pure functions: (library, place, person) → Screen.

Every drawing is imported here, so that whoever draws finds all places registered.
"""

from bot.screens import advisor, card_type, french, guide, menu, operator, topic, tree

__all__ = ["advisor", "card_type", "french", "guide", "menu", "operator", "topic", "tree"]
