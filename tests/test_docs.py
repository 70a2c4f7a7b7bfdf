"""What the documents say is what the code does."""

import argparse
import re
import tomllib
from pathlib import Path

from bot.cli import parser
from bot.content.reading import read
from bot.handlers.dispatch import COMMANDS as HANDLED
from bot.settings import SETTINGS
from bot.transport.profile import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_readme_has_a_row_for_every_setting() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| [^|]*\| (.*?) \|$", README, re.MULTILINE))
    assert rows == {setting.name: setting.help for setting in SETTINGS}


def test_the_example_environment_has_every_setting_with_its_default() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    found = re.findall(r"^# (.*)\n([A-Z_]+)=(.*)$", example, re.MULTILINE)
    assert found == [(setting.help, setting.name, setting.default) for setting in SETTINGS]


def test_help_names_every_setting_and_command() -> None:
    text = parser().format_help()
    assert all(setting.name in text for setting in SETTINGS)
    assert all(command in text for command in _commands())
    rows = set(re.findall(r"^\| `xufei ([a-z-]+)", README, re.MULTILINE))
    assert {*rows, "run"} == set(_commands())


def _commands() -> list[str]:
    """Every command of the command line."""
    groups = [each for each in parser()._actions if isinstance(each, argparse._SubParsersAction)]
    return list(groups[0].choices)


def test_readme_has_a_row_for_every_telegram_command() -> None:
    rows = dict(re.findall(r"^\| `/([a-z]+)` \| (.*?) \|$", README, re.MULTILINE))
    interface = read(ROOT / "faq").interface
    assert rows == {name: interface.say(f"command.{name}", "en") for name in COMMANDS}


def test_every_command_of_the_menu_is_handled() -> None:
    assert set(COMMANDS) <= set(HANDLED)


def test_the_lock_names_no_address_and_hashes_everything() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = (ROOT / name).read_text("utf-8")
        pins = re.findall(r"^[a-z0-9-]+(?:\[[a-z,]+\])?==", lock, re.MULTILINE | re.IGNORECASE)
        assert "://" not in lock
        assert len(pins) > 20
        assert lock.count("--hash=sha256:") >= len(pins)


def test_the_lock_holds_every_package_that_the_bot_and_its_build_need() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [*project["dependencies"], *extras["postgres"], *extras["build"]]
    lock = (ROOT / "requirements.lock").read_text("utf-8").lower()
    names = [re.sub(r"[-_.]+", "-", re.split(r"[\[<>=;~! ]", each)[0]).lower() for each in needed]
    assert [name for name in names if f"\n{name}==" not in f"\n{lock}"] == []
