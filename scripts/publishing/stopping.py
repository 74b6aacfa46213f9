"""Ctrl-C, and the signals by which systems end a program: each stops a build in order, so that it takes away what it began."""

import contextlib
import signal
from collections.abc import Iterator

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # the last where the terminal is closed


class Stopped(BaseException):
    """A signal asked the build to stop. No library on the way may take it for a mistake of its own."""

    def __init__(self, number: int) -> None:
        self.code = 128 + number  # as shells give it


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Raises Stopped where one of the signals comes, once: what is being taken away then is not disturbed by a second."""

    def stop(number: int, _: object) -> None:
        for one in before:
            signal.signal(one, signal.SIG_IGN)
        raise Stopped(number)

    before = {}
    with contextlib.suppress(ValueError):  # in a thread, where there is nobody to ask
        for number in _ENDING:
            before[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Keeps these signals waiting until a step is done that must not be left half done."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
