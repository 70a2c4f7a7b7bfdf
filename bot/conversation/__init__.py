"""What is said in a talk, and what it means there: pure, between the matcher and the screens.

utterance, ConversationContext, now
  -> Acts          does it thank, deny, complain, ask for a human …
  -> LineReader    what it says of their line: operator, kind, card, place, payment
  -> StatementReader   does it tell of a top-up or of an end
  -> Responder     with the last topic: a Turn (Finding, act, statement, the next ConversationContext)
"""

from bot.conversation.acts import Acts
from bot.conversation.conversation_context import ConversationContext, Line, Pair, Prompt, SavedCard
from bot.conversation.responder import Responder
from bot.conversation.statement import Statement
from bot.conversation.turn import Turn

__all__ = [
    "Acts",
    "ConversationContext",
    "Line",
    "Pair",
    "Prompt",
    "Responder",
    "SavedCard",
    "Statement",
    "Turn",
]
