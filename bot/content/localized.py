"""Words in every language."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints, model_validator

from bot.content.form import ByLanguage, Form, same_everywhere

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Text(ByLanguage):
    """What a person reads, as Telegram HTML. A plain string in YAML is the same in all languages."""

    zh_hans: Line = Field(alias="zh-Hans")
    zh_hant: Line = Field(alias="zh-Hant")
    en: Line
    fr: Line

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: Any) -> Any:
        return same_everywhere(data)


class Answer(Form):
    """What is said at once, what is folded below it, and the facts whose sources are shown.

    In YAML a plain text stands for an answer with nothing folded.
    """

    text: Text
    more: Text | None = None
    facts: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _only_text(cls, data: Any) -> Any:
        plain = isinstance(data, Text | str) or (isinstance(data, dict) and "zh-Hans" in data)
        return {"text": data} if plain else data


class Wordings(Form):
    """What people type, by language; teaches the matcher, never shown."""

    zh_hans: tuple[Line, ...] = Field(default=(), alias="zh-Hans")
    zh_hant: tuple[Line, ...] = Field(default=(), alias="zh-Hant")
    en: tuple[Line, ...] = ()
    fr: tuple[Line, ...] = ()
    mixed: tuple[Line, ...] = ()

    def by_language(self) -> dict[str, tuple[str, ...]]:
        return {
            "zh-Hans": self.zh_hans,
            "zh-Hant": self.zh_hant,
            "en": self.en,
            "fr": self.fr,
            "mixed": self.mixed,
        }

    def __len__(self) -> int:
        return sum(map(len, self.by_language().values()))
