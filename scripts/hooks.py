"""What `mkdocs serve` loads: it gives MkDocs the plugin that holds a build, unless build.py gave its own."""

import gc

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from publishing.plugin import NAME, EvidencePlugin


def on_startup(*, command: str, dirty: bool) -> None:
    """Once for all builds of a process. What is loaded by now stays, and most of what a build makes stays until its end: Python
    would look through all of it for garbage, time and again.
    """
    gc.freeze()
    gc.set_threshold(5_000)


def on_shutdown() -> None:
    """As the process ends, all goes at once, and need not be looked through either."""
    gc.freeze()


@event_priority(100)  # before all others: MkDocs goes on with the plugin's own on_config
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if NAME not in config.plugins:
        config.plugins[NAME] = EvidencePlugin()
    return config
