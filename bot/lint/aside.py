"""Work beside other work, on a second processor, where the system can copy a process."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")


def aside(work: Callable[[], T]) -> Callable[[], T]:
    """Begin `work` in a copy of this process; what is returned waits for its result, or raises its error.

    Nothing is handed over but the result, which must be picklable. Where a copy is not safe (other threads,
    other systems) or of no use (one processor), the work is done when its result is asked for.
    """
    if sys.platform != "linux" or threading.active_count() > 1 or (os.cpu_count() or 1) < 2:
        return work
    forking = multiprocessing.get_context("fork")
    receiver, sender = forking.Pipe(duplex=False)
    process = forking.Process(target=_send, args=(work, sender))
    process.start()
    sender.close()

    def result() -> T:
        with receiver:
            failed, value = receiver.recv()
        process.join()
        if failed:
            raise value
        done: T = value
        return done

    return result


def _send(work: Callable[[], object], sender: Connection) -> None:
    with sender:
        try:
            sender.send((False, work()))
        except Exception as error:  # told by whoever waits for the result
            sender.send((True, error))
