"""Message to answer through the local chat, start-up and memory of the real command.

    .venv/bin/python benchmarks/chat.py [--messages 500]

Starts `xufei chat` in a process of its own (once to learn, once measured), types questions over HTTP and
waits for each answer on the page's event stream. Prints milliseconds from the message leaving to the answer
arriving, both ends of HTTP included, and the resident memory of the bot's process.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

QUESTIONS = (
    "人在国内怎么交法国话费",
    "忘記密碼怎麼辦",
    "my top up failed, what now",
    "quand ma recharge sera-t-elle active ?",
    "free 的银行卡过期了怎么换",
    "明天巴黎天气",
    "充了没用",
)


def start(data: Path) -> tuple[subprocess.Popen[str], str, float]:
    """The command at work: process, address, seconds until it was ready."""
    environment = {**os.environ, "DATA_DIR": str(data), "BOT_TOKEN": "", "LOG_LEVEL": "WARNING"}
    command = [sys.executable, "-m", "bot.cli", "chat", "--port", "0", "--no-browser"]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout
    line = process.stdout.readline()
    return process, line.rsplit(" ", 1)[-1].strip(), time.perf_counter() - began


def resident_megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]
    return int(kilobytes) / 1024


async def answers(url: str, messages: int) -> list[float]:
    """Milliseconds of each message. Bare sockets, so that the measuring costs little."""
    host, port = urlsplit(url).hostname, urlsplit(url).port
    listening, talking = await asyncio.open_connection(host, port), await asyncio.open_connection(host, port)
    head = f"Host: {host}:{port}\r\n"
    listening[1].write(f"GET /chat/events?language=zh-hans HTTP/1.1\r\n{head}\r\n".encode())
    while b'"state"' not in await listening[0].readline():
        pass
    taken = []
    for number in range(messages):
        body = json.dumps({"text": QUESTIONS[number % len(QUESTIONS)]}).encode()
        request = f"POST /chat/send HTTP/1.1\r\n{head}Content-Type: application/json\r\n"
        began = time.perf_counter()
        talking[1].write(f"{request}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        while not is_answer(await listening[0].readline()):
            pass
        taken.append((time.perf_counter() - began) * 1000)
        await talking[0].readuntil(b"}")
        await asyncio.sleep(0.02)
    return sorted(taken[len(QUESTIONS) :])


def is_answer(line: bytes) -> bool:
    """Whether this line of the event stream is a message of the bot."""
    if not line.startswith(b"data:"):
        return False
    event = json.loads(line[5:])
    return event.get("event") == "message" and bool(event["message"]["from"]["is_bot"])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--messages", type=int, default=500)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for turn in ("first start (learns)", "next start"):
            process, url, ready = start(Path(folder))
            print(f"{turn:<24} ready after {ready:5.2f} s")
            if turn == "next start":
                taken = asyncio.run(answers(url, given.messages))
                memory = resident_megabytes(process.pid)
            process.terminate()
            process.wait()
    print(f"message to answer        median {statistics.median(taken):.1f} ms", end="")
    print(f", p99 {taken[int(len(taken) * 0.99)]:.1f} ms ({len(taken)} messages)")
    print(f"resident memory          {memory:.0f} MB")


if __name__ == "__main__":
    main()
