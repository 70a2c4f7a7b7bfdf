"""Every button that has shipped, of any age, leads to a screen when tapped over HTTP."""

import logging

import pytest

from tests.end_to_end.conftest import Running, answers_to
from tests.screens.test_shipped_buttons import SHIPPED

METHODS = ("sendMessage", "sendDocument", "editMessageText")


async def test_every_shipped_button_leads_to_a_screen(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    person = running.person()
    message = await person.ask("/help")
    silent: list[str] = []
    failed: list[str] = []
    for packed in SHIPPED:
        shown = sum(len(running.recorder.of(method)) for method in METHODS)
        toast = await person.wait(
            answers_to(running.local.server.client.tap(1, message["message_id"], packed))
        )
        # Updates of one chat are handled in order: what the tap showed is there before this answer.
        message = await person.ask("/help")
        if sum(len(running.recorder.of(method)) for method in METHODS) < shown + 2 and not toast.get("text"):
            silent.append(packed)
        if any(record.levelno >= logging.ERROR for record in caplog.records):
            failed.append(packed)
            caplog.clear()
    assert (failed, silent) == ([], [])
