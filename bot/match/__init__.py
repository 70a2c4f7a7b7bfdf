"""What people mean: labels and wordings in, ranked labels out; a message in, a finding out."""

from bot.match.context import Context
from bot.match.finding import Explanation, Finding
from bot.match.matcher import Look, Matcher
from bot.match.understand import Understanding

__all__ = ["Context", "Explanation", "Finding", "Look", "Matcher", "Understanding"]
