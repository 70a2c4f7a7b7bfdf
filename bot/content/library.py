"""The whole of `faq/`, read once and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bot.content.card_type import CardType
from bot.content.channel import Channel
from bot.content.fact import Fact
from bot.content.french import Letter, Phrase, Term
from bot.content.interface import Interface
from bot.content.languages import Language
from bot.content.operator import Operator
from bot.content.time_zones import TimeZones
from bot.content.topic import SECTIONS, Act, Elsewhere, Section, Symptom, Topic
from bot.content.tree import Tree


@dataclass(frozen=True, repr=False)
class Library:
    """All words by id, in the order in which they are shown; `key` identifies this very content."""

    topics: Mapping[str, Topic]
    operators: Mapping[str, Operator]
    channels: Mapping[str, Channel]
    cards: Mapping[str, CardType]
    symptoms: Mapping[str, Symptom]
    elsewhere: Mapping[str, Elsewhere]
    acts: Mapping[str, Act]
    trees: Mapping[str, Tree]
    phrases: Mapping[str, Phrase]
    letters: Mapping[str, Letter]
    rules: Mapping[str, Fact]
    glossary: Mapping[str, Term]
    interface: Interface
    dates: Mapping[Language, Mapping[str, Any]]
    chat: Mapping[Language, Mapping[str, Any]]
    concepts: Mapping[str, Any] = field(default_factory=dict)
    cues: Mapping[str, Any] = field(default_factory=dict)
    zones: TimeZones = field(default_factory=TimeZones)
    official: tuple[str, ...] = ()
    taiwan: Mapping[str, Any] = field(default_factory=dict)
    safety: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    key: str = ""

    def __repr__(self) -> str:
        """Short: libraries put the repr of what they cancel into a message, and this holds all the words."""
        return f"<Library of {len(self.topics)} topics, {self.key[:12]}>"

    @cached_property
    def sections(self) -> dict[Section, list[Topic]]:
        """Topics by section."""
        grouped: dict[Section, list[Topic]] = {section: [] for section in SECTIONS}
        for topic in self.topics.values():
            grouped[topic.section].append(topic)
        return grouped

    def fact(self, name: str, operator: str | None = None) -> Fact | None:
        """An operator's fact of that name, else the rule of that name."""
        own = self.operators[operator].facts.get(name) if operator else None
        return own or self.rules.get(name)
