"""First mistakes of whoever starts the bot: one line each, what is wrong and what would do; exit code 2."""

import asyncio
import errno
import sqlite3
import sys
import tempfile
from pathlib import Path

import pytest

from bot.cli import main
from bot.store.database import Database, database_url
from bot.store.migrate import migrate
from bot.store.presence import present
from bot.transport.web import bound

SECRET = "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawK"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, learnt: Path, tmp_path: Path) -> Path:
    """A bot on Telegram whose words are learnt already; nobody answers at its Bot API."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "learnt").symlink_to(learnt / "learnt")
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "DATA_DIR": str(data),
        "BOT_TOKEN": f"1:{SECRET}",
        "BOT_API_URL": "http://127.0.0.1:9",
        "PORT": "0",
    }.items():
        monkeypatch.setenv(name, value)
    return data


def fails(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that a command that can't start ends with."""
    assert main([*arguments]) == 2
    printed = capsys.readouterr()
    (line,) = [line for line in printed.err.splitlines() if line.startswith("xufei: ")]
    assert "Traceback" not in printed.err
    assert SECRET not in printed.err + printed.out
    return line


def test_a_port_that_is_taken(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with bound("127.0.0.1", 0) as taken:
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        assert "is taken by another program; choose another PORT" in fails(capsys, "run")


@pytest.mark.parametrize("host", ["203.0.113.7", "nowhere.invalid", "::zz"])
@pytest.mark.parametrize("command", ["run", "chat"])
def test_a_host_of_another_machine(
    host: str, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOST", host)
    assert "HOST is no address of this machine" in fails(capsys, command)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("nonsense", "DATABASE_URL must be like postgresql://"),
        ("mysql://u:hidden@h/d", "DATABASE_URL must begin with postgresql://"),
        ("postgresql://u:hidden@h:port/d", "DATABASE_URL must be like postgresql://"),
    ],
)
def test_an_address_that_is_none(
    address: str, says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    said = fails(capsys, "run")
    assert says in said
    assert "hidden" not in said


def test_a_driver_that_is_not_installed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    monkeypatch.setenv("DATABASE_URL", "postgresql://u@h/d")
    assert "pip install 'xufei[postgres]'" in fails(capsys, "run")


def test_a_damaged_database(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "xufei.sqlite3").write_bytes(b"no database at all" * 100)
    assert "is damaged; move it away, and `xufei restore FILE`" in fails(capsys, "run")


def test_a_database_of_newer_code_is_left_alone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = home / "xufei.sqlite3"
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE alembic_version (version_num TEXT)")
        made.execute("INSERT INTO alembic_version VALUES ('9999')")
    made.close()
    assert "of a newer version (9999)" in fails(capsys, "run")
    with sqlite3.connect(file) as left:
        assert left.execute("SELECT name FROM sqlite_master").fetchall() == [("alembic_version",)]
    left.close()


def test_a_data_folder_that_is_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    for folder in ("file", "file/below"):
        monkeypatch.setenv("DATA_DIR", str(tmp_path / folder))
        assert "choose another DATA_DIR" in fails(capsys, "run")


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EACCES, "cannot be written by this user"),
        (errno.EROFS, "is on a read-only disk"),
        (errno.ENOSPC, "is on a full disk"),
    ],
)
def test_a_data_folder_where_nothing_can_be_written(
    number: int, says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**options: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert says in fails(capsys, "run")


@pytest.mark.parametrize("command", [("run",), ("chat",), ("ask", "x"), ("eval", "x.jsonl")])
def test_a_folder_of_words_that_is_not_there(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAQ_DIR", "nowhere")
    assert "FAQ_DIR: nowhere: no such folder" in fails(capsys, *command)


def test_a_restore_beside_a_bot_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def while_it_runs() -> None:
        database = Database(database_url("", home))
        await migrate(database)
        async with present(database):
            await asyncio.to_thread(lambda: main(["backup", "kept.sqlite3"]))
            said = await asyncio.to_thread(lambda: fails(capsys, "restore", "kept.sqlite3"))
            assert "a bot runs on" in said and "stop it first" in said
        await database.close()

    asyncio.run(while_it_runs())
    assert main(["restore", "kept.sqlite3"]) == 0
    assert "rows of kept.sqlite3 are now in" in capsys.readouterr().out


def test_a_backup_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert "there is no file nowhere" in fails(capsys, "restore", "nowhere")
    assert "there is no database" in fails(capsys, "backup", "kept.sqlite3")


def test_settings_are_shown_with_secrets_masked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:hidden@h/d")
    monkeypatch.setenv("WEBHOOK_SECRET", "hidden-too")
    assert main(["settings"]) == 0
    printed = capsys.readouterr().out
    assert "postgresql://u:***@h/d" in printed
    assert "BOT_TOKEN         (set, not shown)" in printed
    assert "PORT              0" in printed
    assert "hidden" not in printed and SECRET not in printed


def test_the_doctor_says_what_fails_and_what_to_do(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "xufei.sqlite3").write_bytes(b"no database at all" * 100)
    assert main(["doctor"]) == 1
    printed = capsys.readouterr().out
    rows = {line.split()[1]: line for line in printed.splitlines()}
    assert rows["data"].startswith("ok") and rows["words"].startswith("ok")
    assert rows["database"].startswith("FAIL") and "xufei restore FILE" in rows["database"]
    assert rows["telegram"].startswith("FAIL") and "is the network up" in rows["telegram"]
    assert "application" in rows["memory"] and "words" in rows["memory"]
    assert SECRET not in printed
