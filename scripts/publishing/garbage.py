"""How often Python looks for garbage while MkDocs works: seldom, as little of what a build makes is garbage before its end."""

import gc


def on_startup(*, command: str, dirty: bool) -> None:
    """Once for all builds of a process. What is loaded by now stays, and most of what a build makes stays until its end: Python
    would look through all of it for garbage, time and again.
    """
    gc.freeze()
    gc.set_threshold(5_000)


def on_shutdown() -> None:
    """As the process ends, all goes at once, and need not be looked through either."""
    gc.freeze()
