"""The kinds of content in `faq/`: one row each, named by the Library's field.

`bot/lint/checks.py` has a row of checks and `bot/lint/screens.py` a row of screens by the same names; a test
says what a new row lacks there.
"""

from dataclasses import dataclass

from bot.content.card_type import CardType
from bot.content.channel import Channel
from bot.content.fact import Fact
from bot.content.form import Form
from bot.content.french import Letter, Phrase, Term
from bot.content.operator import Operator
from bot.content.topic import Act, Elsewhere, Symptom, Topic
from bot.content.tree import Tree


@dataclass(frozen=True)
class ContentType:
    """`schema` names the file in `faq/schema`; a table is one file of id -> model, else a folder of files."""

    model: type[Form]
    schema: str
    table: bool = False


CONTENT_TYPES: dict[str, ContentType] = {
    "topics": ContentType(Topic, "topic"),
    "operators": ContentType(Operator, "operator"),
    "channels": ContentType(Channel, "channel"),
    "cards": ContentType(CardType, "card"),
    "symptoms": ContentType(Symptom, "symptom"),
    "elsewhere": ContentType(Elsewhere, "elsewhere"),
    "acts": ContentType(Act, "act"),
    "trees": ContentType(Tree, "tree"),
    "phrases": ContentType(Phrase, "phrase"),
    "letters": ContentType(Letter, "letter"),
    "rules": ContentType(Fact, "rules", table=True),
    "glossary": ContentType(Term, "glossary", table=True),
}
MODELS: dict[str, type[Form]] = {name: row.model for name, row in CONTENT_TYPES.items()}
FOLDERS = tuple(name for name, row in CONTENT_TYPES.items() if not row.table)
TABLES = tuple(name for name, row in CONTENT_TYPES.items() if row.table)
