"""What whoever runs the bot sees when a setting is off."""

from pathlib import Path

import pytest

from bot.app import make_application, make_services
from bot.clock import SystemClock
from bot.knowledge import KnowledgeBase
from bot.settings import SettingsError, load

NOWHERE = Path("/nonexistent/.env")


def test_everything_has_a_default() -> None:
    settings = load({}, NOWHERE)
    assert settings.bot_token == ""
    assert settings.timezone.key == "Europe/Paris"
    assert settings.default_language == "zh-Hans"
    assert settings.faq_dir.is_dir()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=9000\nTIMEZONE=Asia/Shanghai\n")
    settings = load({"PORT": "9001"}, file)
    assert (settings.port, settings.timezone.key) == (9001, "Asia/Shanghai")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "eighty", "PORT must be a number"),
        ("PORT", "70000", "PORT must be a number"),
        ("TIMEZONE", "Europe/Pariss", "no time zone 'Europe/Pariss'"),
        ("DEFAULT_LANGUAGE", "zh", "zh-Hans, zh-Hant, en, fr"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL must be one of"),
        ("ADMIN_IDS", "me", "ADMIN_IDS must be numbers"),
        ("WEBHOOK_SECRET", "not allowed!", "WEBHOOK_SECRET may hold"),
        ("BOT_API_URL", "api.telegram.org", "BOT_API_URL must begin with https://"),
        ("BOT_TOKEN", "1:a b", "BOT_TOKEN must be the one line"),
    ],
)
def test_a_bad_setting_is_named_with_what_would_do(name: str, value: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        load({name: value}, NOWHERE)


def test_a_webhook_must_be_https() -> None:
    with pytest.raises(SettingsError, match="https://"):
        load({"WEBHOOK_URL": "http://bot.example", "WEBHOOK_SECRET": "s"}, NOWHERE)


def test_ids_are_read_with_commas_and_spaces() -> None:
    assert load({"ADMIN_IDS": "1, 2 3"}, NOWHERE).admin_ids == {1, 2, 3}


def test_a_webhook_secret_that_is_not_given_is_the_same_for_all_copies() -> None:
    first, second, other = (
        load({"BOT_TOKEN": token, "WEBHOOK_URL": "https://bot.example"}, NOWHERE).webhook_secret
        for token in ("1:a", "1:a", "1:b")
    )
    assert first == second != other and len(first) == 64


async def test_no_repr_at_work_holds_the_token(tmp_path: Path, knowledge: KnowledgeBase) -> None:
    token = "7000000001:AAsecretsecretsecretsecretsecretsecre"
    given = {"BOT_TOKEN": token, "DATA_DIR": str(tmp_path)}
    services = make_services(load(given, NOWHERE), SystemClock(), knowledge)
    application = make_application(services, token, "http://localhost")
    assert application.bot.token == token and "7000000001" in repr(application.bot)
    shown = (application, application.bot, application.updater, services, services.settings)
    assert not [type(each).__name__ for each in shown if "AAsecret" in f"{each!r} {each}"]
    await services.database.close()


def test_a_repr_at_work_is_short(knowledge: KnowledgeBase) -> None:
    """Libraries put the repr of what they cancel into a message; all the words took long."""
    assert len(repr(knowledge)) < 600
    assert repr(knowledge.library) == f"<Library of 60 topics, {knowledge.library.key[:12]}>"


def test_a_repr_holds_no_secret() -> None:
    settings = load({"BOT_TOKEN": "1:secret", "DATABASE_URL": "postgresql://u:hidden@h/d"}, NOWHERE)
    assert "secret" not in repr(settings)
    assert "hidden" not in repr(settings)
