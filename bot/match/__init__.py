"""What people mean: labels and wordings in, ranked labels out."""

from bot.match.matcher import Matcher

__all__ = ["Matcher"]
