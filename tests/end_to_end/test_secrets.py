"""A secret that was typed is warned of at once, kept nowhere, and the question in it is still answered."""

import asyncio
import logging
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.store.tables import inbox, metadata
from tests.auxil.local import labels
from tests.end_to_end.conftest import Running

CARD = "4975 3333 3331 3573"


async def kept(running: Running) -> str:
    """Every row of every table, as one text, once the updates at work are finished and their bodies gone."""
    found = []
    async with asyncio.timeout(10):
        while await _at_work(running):
            await asyncio.sleep(0.05)
    async with running.local.services.database.reading() as connection:
        for table in metadata.sorted_tables:
            found += [str(tuple(row)) for row in await connection.execute(select(table))]
    return "\n".join(found)


async def test_a_card_number_is_warned_of_and_the_question_answered(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    person = running.person()
    warned = await person.ask(f"卡号 {CARD} cvv 417 付款失败怎么办")
    assert warned["text"].startswith("马上删掉刚才那条消息：里面有银行卡号、银行卡安全码。我没有保存")
    assert "打给银行" in warned["text"] and "我已经填了，怎么办" in labels(warned)
    answered = await person.hear()
    assert "付款" in answered["text"]
    assert "4975" not in await kept(running)
    # Not even for the moment in which the message was at work, or where a row was.
    files = Path(str(running.local.services.database.file)).parent.glob("xufei.sqlite3*")
    assert not [file.name for file in files if b"4975 3333" in file.read_bytes()]


async def _at_work(running: Running) -> bool:
    waiting = select(inbox.c.number).where(inbox.c.body.is_not(None))
    async with running.local.services.database.reading() as connection:
        return (await connection.execute(waiting)).first() is not None


@pytest.mark.parametrize(
    ("client", "text", "begins"),
    [
        ("en", "my password is Baguette!77, it says wrong", "Delete that message now: it holds a password"),
        ("fr", "le PUK c'est 48201937 mais refusé", "Supprimez ce message : il contient un code PUK"),
        ("zh-hant", "PIN碼我設 4471 結果被鎖", "馬上刪掉剛才那條訊息：裡面有PIN 碼"),
    ],
)
async def test_each_is_warned_in_their_language(
    client: str, text: str, begins: str, running: Running
) -> None:
    person = running.person(language=client)
    warned = await person.ask(text)
    assert warned["text"].startswith(begins), warned["text"]
    await person.hear()


async def test_a_draft_and_a_nickname_never_hold_it(running: Running) -> None:
    person = running.person(language="en")
    await person.ask("/remind on 15 December my password is Baguette!77")
    await person.hear()
    await person.tap("✓")
    await person.ask("/cards")
    await person.tap("➕ Add a card")
    await person.tap("Lycamobile")
    if "Prepaid" in person.labels:
        await person.tap("Prepaid")
    await person.ask("mum PIN 4471")
    await person.hear()
    rows = await kept(running)
    assert "Baguette" not in rows and "4471" not in rows and "mum" in rows


async def test_a_secret_alone_is_only_warned_of(running: Running) -> None:
    person = running.person(language="en")
    await person.ask(CARD)
    await person.ask("/help")
    assert len(person.messages) == 2


async def test_a_phone_number_is_masked_without_a_warning(running: Running) -> None:
    person = running.person(language="en")
    answer = await person.ask("I topped up the wrong number 06 41 92 83 70")
    assert "Delete that message" not in answer["text"]
    assert len(person.messages) == 1


async def test_a_scam_without_a_link_is_warned_of_first(running: Running) -> None:
    person = running.person()
    answer = await person.ask("【Lebara】您的号码将被停机，请回复验证码")
    assert answer["text"].startswith("别回，也别照着做")
    assert "运营商不会叫你" in answer["text"] and "33700" in answer["text"]
    await person.tap("我已经填了，怎么办")


async def test_a_link_that_is_only_named_leaves_the_answer(running: Running) -> None:
    person = running.person(language="fr")
    answer = await person.ask("mon paiement a échoué sur lebara.fr, pourquoi ?")
    assert answer["text"].rstrip().endswith("lebara.fr est le site officiel de Lebara.")
    assert len(answer["text"].splitlines()) > 3


async def test_a_link_alone_is_judged(running: Running) -> None:
    answer = await running.person(language="en").ask("https://www.arcep.fr")
    assert answer["text"].startswith("This address belongs to an official body: www.arcep.fr")


async def test_a_named_link_never_eats_a_reminder(running: Running) -> None:
    answer = await running.person(language="en").ask("/remind on 15 December top up at lebara.fr")
    assert "15 December" in answer["text"] and "top up at lebara.fr" in answer["text"]
