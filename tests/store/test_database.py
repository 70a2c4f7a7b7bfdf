"""Database addresses, as people write them."""

from pathlib import Path

import pytest

from bot.store.database import database_url, shown


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
def test_every_spelling_of_postgresql_uses_asyncpg(scheme: str) -> None:
    assert database_url(f"{scheme}://u:p@h:5432/d", Path()).drivername == "postgresql+asyncpg"


def test_sslmode_becomes_what_asyncpg_calls_ssl() -> None:
    url = database_url("postgres://u:p@h/d?sslmode=require&channel_binding=prefer", Path())
    assert dict(url.query) == {"ssl": "require"}


def test_no_address_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    assert database_url("", tmp_path).database == str(tmp_path / "xufei.sqlite3")


def test_the_password_is_not_shown() -> None:
    assert "secret" not in shown(database_url("postgres://u:secret@h/d", Path()))
