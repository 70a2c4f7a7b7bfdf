"""`xufei chat` in the folder of a bot that serves people: their rows stay as they are."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect

import pytest

from bot.app import local_chat, make_services
from bot.clock import MovableClock, SystemClock
from bot.knowledge import KnowledgeBase
from bot.settings import Settings
from bot.store.migrate import migrate
from tests.auxil.local import Person


@pytest.mark.parametrize("named", [False, True], ids=["DATA_DIR", "DATABASE_URL"])
async def test_the_local_chat_never_opens_the_database_of_real_people(
    named: bool, settings: Settings, knowledge: KnowledgeBase, tmp_path: Path
) -> None:
    serving = replace(settings, database_url=f"sqlite:///{tmp_path / 'real.sqlite3'}") if named else settings
    services = make_services(serving, SystemClock(), knowledge)
    await migrate(services.database)
    await services.people.change(4242, services.now(), language="en")
    await services.database.close()
    file = Path(str(services.database.url.database))
    with closing(connect(file)) as connection:
        before = list(connection.iterdump())

    clock = MovableClock()
    async with local_chat(serving, knowledge, clock, port=0) as local:
        person = Person(local.server, language="en")
        await person.ask("/remind in two hours Lebara")
        await person.tap("✓")
        clock.move(timedelta(hours=3))
        assert "Lebara" in (await person.hear())["text"]
        person.close()

    with closing(connect(file)) as connection:
        assert list(connection.iterdump()) == before
    assert (tmp_path / "local" / "xufei.sqlite3").is_file()
