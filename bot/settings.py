"""Settings: one table of names, defaults and what they are for; values from the environment or `.env`.

README, `.env.example` and `xufei --help` are compared with this table by tests.
"""

import hmac
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from dotenv import dotenv_values

from bot.content.languages import LANGUAGES, Language, is_language
from bot.opening_hours import OpeningHours, Within


@dataclass(frozen=True)
class Setting:
    """`default` is text, as it would stand in the environment."""

    name: str
    default: str
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting("BOT_TOKEN", "", "The bot's token from @BotFather. Without it, the local chat starts."),
    Setting("BOT_API_URL", "https://api.telegram.org", "Root of the Bot API, before /bot<token>/."),
    Setting("DATABASE_URL", "", "PostgreSQL address for several copies; empty: SQLite in DATA_DIR."),
    Setting(
        "FAQ_DIR", "", "Folder of the words; empty: ./faq where it holds topics/, else those of the package."
    ),
    Setting("ADMIN_IDS", "", "Telegram ids of those who run the bot, comma-separated."),
    Setting(
        "SUPPORT_CHAT_ID", "", "Group in which humans answer: a forum (a topic per person) or a plain group."
    ),
    Setting("SUPPORT_HOURS", "", "When they answer, in TIMEZONE: Mon-Fri 10:00-18:00; empty: not told."),
    Setting("SUPPORT_WITHIN", "", "Within which time they answer: one day, 2 hours; empty: not told."),
    Setting("WEBHOOK_URL", "", "Public https address for updates; empty: long polling."),
    Setting(
        "WEBHOOK_SECRET", "", "Secret that Telegram sends with each update; empty: derived from BOT_TOKEN."
    ),
    Setting("METRICS_TOKEN", "", "Secret for /metrics from other machines; empty: this machine only."),
    Setting("HOST", "127.0.0.1", "Address to listen on."),
    Setting("PORT", "8080", "Port of the local chat, the webhook, /healthz, /readyz and /metrics."),
    Setting("TIMEZONE", "Europe/Paris", "Time zone of who has not chosen one."),
    Setting("DEFAULT_LANGUAGE", "zh-Hans", "Language of who gives no hint: zh-Hans, zh-Hant, en or fr."),
    Setting("DATA_DIR", "data", "Folder for the database and for what was learnt from the words."),
    Setting(
        "KEEP_QUESTIONS", "500", "Masked questions of nobody kept for 30 days, to try words on; 0: none."
    ),
    Setting("LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Setting("LOG_FORMAT", "text", "text or json."),
)

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_MOST_QUESTIONS = 500
_BUNDLED_FAQ = Path(__file__).parent / "faq"
_CHECKOUT_FAQ = Path(__file__).parent.parent / "faq"


class SettingsError(ValueError):
    """A setting that cannot be used; the text names it and says what would do, never its value."""


@dataclass(frozen=True)
class Settings:
    """All settings, read and checked."""

    bot_token: str
    bot_api_url: str
    database_url: str
    faq_dir: Path
    admin_ids: frozenset[int]
    support_chat_id: int | None
    support_hours: OpeningHours
    support_within: Within | None
    webhook_url: str
    webhook_secret: str
    metrics_token: str
    host: str
    port: int
    timezone: ZoneInfo
    default_language: Language
    data_dir: Path
    keep_questions: int
    log_level: str
    log_format: str

    @property
    def words(self) -> str:
        """The folder of the words as a person would name it."""
        if self.faq_dir in (_BUNDLED_FAQ, _CHECKOUT_FAQ):
            return "those of the package"
        here = self.faq_dir.is_relative_to(Path.cwd()) if self.faq_dir.is_absolute() else True
        shown = self.faq_dir.relative_to(Path.cwd()) if self.faq_dir.is_absolute() and here else self.faq_dir
        return f"./{shown}" if here and ".." not in shown.parts else str(shown)

    def __repr__(self) -> str:
        # A token or a password must never reach a log by way of a repr.
        return f"Settings(faq_dir={str(self.faq_dir)!r}, data_dir={str(self.data_dir)!r})"


def load(environment: Mapping[str, str] | None = None, env_file: Path | None = None) -> Settings:
    """Settings of the environment, over `.env`, over the defaults. SettingsError where one is off."""
    file = env_file or Path(".env")
    written = {name: value for name, value in dotenv_values(file).items() if value is not None}
    given = {**written, **(os.environ if environment is None else environment)}
    values = {setting.name: given.get(setting.name, "").strip() or setting.default for setting in SETTINGS}
    _agree(values)
    return Settings(
        bot_token=values["BOT_TOKEN"],
        bot_api_url=values["BOT_API_URL"].rstrip("/"),
        database_url=values["DATABASE_URL"],
        faq_dir=_faq(values["FAQ_DIR"]),
        admin_ids=frozenset(_integers("ADMIN_IDS", values["ADMIN_IDS"])),
        support_chat_id=next(iter(_integers("SUPPORT_CHAT_ID", values["SUPPORT_CHAT_ID"])), None),
        support_hours=_hours(values["SUPPORT_HOURS"]),
        support_within=_within(values["SUPPORT_WITHIN"]),
        webhook_url=values["WEBHOOK_URL"],
        webhook_secret=values["WEBHOOK_SECRET"] or _derived(values["BOT_TOKEN"]),
        metrics_token=values["METRICS_TOKEN"],
        host=values["HOST"],
        port=_port(values["PORT"]),
        timezone=_zone(values["TIMEZONE"]),
        default_language=_language(values["DEFAULT_LANGUAGE"]),
        data_dir=Path(values["DATA_DIR"]),
        keep_questions=_count("KEEP_QUESTIONS", values["KEEP_QUESTIONS"]),
        log_level=_choice("LOG_LEVEL", values["LOG_LEVEL"].upper(), _LEVELS),
        log_format=_choice("LOG_FORMAT", values["LOG_FORMAT"].lower(), ("text", "json")),
    )


def _agree(values: Mapping[str, str]) -> None:
    if not re.fullmatch(r"[!-~]*", values["BOT_TOKEN"]):
        raise SettingsError("BOT_TOKEN must be the one line that @BotFather shows, without spaces")
    if not re.fullmatch(r"https?://[^\s/]+\S*", values["BOT_API_URL"]):
        raise SettingsError("BOT_API_URL must begin with https:// or http://, like https://api.telegram.org")
    if values["WEBHOOK_URL"] and not values["WEBHOOK_URL"].startswith("https://"):
        raise SettingsError("WEBHOOK_URL must begin with https://")
    if not re.fullmatch(r"[\w-]{0,256}", values["WEBHOOK_SECRET"], re.ASCII):
        raise SettingsError("WEBHOOK_SECRET may hold up to 256 of A-Z, a-z, 0-9, _ and -")


def _derived(token: str) -> str:
    """A secret that only who has the token can know, the same for every copy of the bot."""
    return hmac.new(token.encode(), b"webhook", "sha256").hexdigest() if token else ""


def _faq(value: str) -> Path:
    """What `run`, `chat`, `ask`, `check`, `eval` and `/reload` read: in a clone, what stands there."""
    if value:
        return Path(value)
    if Path("faq/topics").is_dir():
        return Path("faq")
    return _BUNDLED_FAQ if _BUNDLED_FAQ.is_dir() else _CHECKOUT_FAQ


def _integers(name: str, value: str) -> list[int]:
    try:
        return [int(part) for part in value.replace(",", " ").split()]
    except ValueError:
        raise SettingsError(f"{name} must be numbers, separated by commas") from None


def _hours(value: str) -> OpeningHours:
    try:
        return OpeningHours.parse(value)
    except ValueError:
        raise SettingsError("SUPPORT_HOURS must read like: Mon-Fri 10:00-18:00, Sat 10:00-12:00") from None


def _within(value: str) -> Within | None:
    try:
        return Within.parse(value)
    except ValueError:
        raise SettingsError("SUPPORT_WITHIN must read like: one day, 2 hours, 30 minutes") from None


def _count(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal()) or int(value) > _MOST_QUESTIONS:
        raise SettingsError(f"{name} must be a number from 0 to {_MOST_QUESTIONS}")
    return int(value)


def _port(value: str) -> int:
    if not value.isdigit() or not 0 <= int(value) <= 65535:
        raise SettingsError("PORT must be a number from 0 to 65535")
    return int(value)


@cache
def _zones() -> set[str]:
    """The names of all zones: a walk through some 600 files."""
    return available_timezones()


def _zone(value: str) -> ZoneInfo:
    if value not in _zones():
        raise SettingsError(f"TIMEZONE: no time zone '{value}'; Europe/Paris is one")
    return ZoneInfo(value)


def _language(value: str) -> Language:
    if not is_language(value):
        raise SettingsError(f"DEFAULT_LANGUAGE must be one of {', '.join(LANGUAGES)}")
    return next(language for language in LANGUAGES if language == value)


def _choice(name: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise SettingsError(f"{name} must be one of {', '.join(choices)}")
    return value
