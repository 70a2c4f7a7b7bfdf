"""The real command as a process of its own, against a Bot API server at an address."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.emulator import Fault, LocalServer, too_many_requests
from bot.emulator.http_api import Call
from tests.auxil.local import Person

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawK"
PATIENCE = 30


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes start, which a machine with other work takes its time for."""
    monkeypatch.setattr("tests.auxil.local.PATIENCE", PATIENCE)


@pytest.fixture
async def server() -> AsyncIterator[LocalServer]:
    server = LocalServer(port=0, token=TOKEN)
    await server.start()
    yield server
    await server.stop()


async def begin(learnt: Path, folder: Path, *arguments: str, **settings: str) -> asyncio.subprocess.Process:
    """`xufei …` with what was learnt already, its data in a folder of its own."""
    data = folder / "data"
    if not data.exists():
        data.mkdir()
        (data / "learnt").symlink_to(learnt / "learnt")
    environment = {**os.environ, "DATA_DIR": str(data), "PORT": "0", "BOT_TOKEN": "", **settings}
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, "-m", "bot.cli", *arguments)
    return await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe, env=environment)


async def end(process: asyncio.subprocess.Process) -> str:
    """Ask it to end; everything that it printed."""
    process.send_signal(signal.SIGTERM)
    out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 0, err.decode()
    return (out + err).decode()


async def test_it_talks_to_any_bot_api_server_and_no_token_is_seen_from_outside(
    server: LocalServer, learnt: Path, tmp_path: Path, unused_port: int
) -> None:
    """Neither in the log nor on the pages of health and figures, nor in the list of processes."""
    settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": server.url, "LOG_LEVEL": "DEBUG", "PORT": str(unused_port)}
    process = await begin(learnt, tmp_path, "run", **settings)
    person = Person(server, language="en")
    try:
        assert (await person.ask("/start"))["text"].startswith("I help you")
        assert "password" in (await person.ask("I forgot my password"))["text"].lower()
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{unused_port}") as web:
            pages = [await web.get(path) for path in ("/healthz", "/readyz", "/metrics", "/none")]
        assert [page.status_code for page in pages] == [200, 200, 200, 404]
        listed = Path(f"/proc/{process.pid}/cmdline")
        seen = [str(page.headers) + page.text for page in pages]
        seen.append(listed.read_text() if listed.exists() else "")
    finally:
        person.close()
        seen.append(await end(process))
    assert [text for text in seen if TOKEN.split(":")[1] in text] == []


@pytest.mark.slow
async def test_a_process_that_is_killed_answers_old_buttons_when_it_is_back(
    server: LocalServer, learnt: Path, tmp_path: Path
) -> None:
    settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": server.url}
    process = await begin(learnt, tmp_path, "run", **settings)
    person = Person(server, language="en")
    try:
        old = await person.ask("/faq")
        process.kill()
        await process.wait()
        process = await begin(learnt, tmp_path, "run", **settings)
        shown = await person.tap("Paying", old)
        assert shown["message_id"] == old["message_id"]
        assert "Payment failed" in person.labels
    finally:
        person.close()
        await end(process)


async def test_without_a_token_it_says_where_the_chat_is(learnt: Path, tmp_path: Path) -> None:
    process = await begin(learnt, tmp_path)
    assert process.stdout
    line = (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode()
    assert line.startswith("No BOT_TOKEN: the bot is at http://127.0.0.1:")
    await end(process)


async def test_a_revoked_token_is_one_line_without_the_token(
    server: LocalServer, learnt: Path, tmp_path: Path
) -> None:
    wrong = TOKEN[:-4] + "XXXX"
    for log_level in ("INFO", "DEBUG"):
        settings = {"BOT_TOKEN": wrong, "BOT_API_URL": server.url, "LOG_LEVEL": log_level}
        process = await begin(learnt, tmp_path, "run", **settings)
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
        told = [line for line in err.decode().splitlines() if " INFO " not in line and " DEBUG " not in line]
        assert process.returncode == 2
        assert len(told) == 1 and told[0].startswith("xufei: BOT_TOKEN: "), told
        assert wrong.split(":")[1] not in (out + err).decode()


@pytest.mark.slow
async def test_a_stop_while_telegram_holds_a_chat_is_quick_and_the_answer_comes_after_the_next_start(
    server: LocalServer, learnt: Path, tmp_path: Path
) -> None:
    settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": server.url}
    person = Person(server, language="en")
    process = await begin(learnt, tmp_path, "run", **settings)
    try:
        await person.ask("/start")
        refused: list[Call] = []
        with server.api.calls.listen(refused.append):
            server.api.faults.plan(Fault("sendMessage", refusal=too_many_requests(3600)))
            person.say("I forgot my password")
            while not any(call.method == "sendMessage" for call in refused):
                await asyncio.sleep(0.01)
        began = time.monotonic()
        await end(process)
        assert time.monotonic() - began < 8
        process = await begin(learnt, tmp_path, "run", **settings)
        assert "password" in (await person.hear())["text"].lower()
    finally:
        person.close()
        await end(process)


@pytest.mark.slow
async def test_questions_in_hand_at_a_kill_are_answered_by_the_next_life(
    server: LocalServer, learnt: Path, tmp_path: Path
) -> None:
    settings = {"BOT_TOKEN": TOKEN, "BOT_API_URL": server.url}
    process = await begin(learnt, tmp_path, "run", **settings)
    people = [Person(server, number, language="en") for number in range(1, 31)]
    try:
        await people[0].ask("/start")
        gate = asyncio.Event()
        server.api.faults.plan(Fault("sendMessage", times=99, before=gate))
        for person in people:
            person.say("I forgot my password")
        # Telegram thinks that they were taken.
        while server.world.updates.pending:
            await asyncio.sleep(0.01)
        process.kill()
        await process.wait()
        server.api.faults.clear()
        gate.set()
        process = await begin(learnt, tmp_path, "run", **settings)
        for person in people:
            assert "password" in (await person.hear())["text"].lower()
    finally:
        for person in people:
            person.close()
        await end(process)


async def test_whoever_reads_only_the_first_line_sees_no_traceback(learnt: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "learnt").symlink_to(learnt / "learnt")
    command = f"{sys.executable} -m bot.cli ask --json - | head -1"
    asked = await asyncio.create_subprocess_exec(
        "bash", "-c", command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE, env={**os.environ, "DATA_DIR": str(data)},
    )  # fmt: skip
    out, err = await asyncio.wait_for(asked.communicate("忘记密码了怎么办\n".encode() * 200), PATIENCE)
    assert len(out.splitlines()) == 1
    assert err.decode() == ""
