"""Imports every drawing, so that each place knows its own."""

from bot.screens import advisor, card, french, guide, menu, operator, topic, tree

__all__ = ["advisor", "card", "french", "guide", "menu", "operator", "topic", "tree"]
