"""What `mkdocs serve` loads: it gives MkDocs the plugin that holds a build, unless build.py gave its own."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from publishing.garbage import on_shutdown, on_startup
from publishing.plugin import NAME, EvidencePlugin

__all__ = ["on_config", "on_shutdown", "on_startup"]  # MkDocs' events


@event_priority(100)  # before all others: MkDocs goes on with the plugin's own on_config
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    if NAME not in config.plugins:
        config.plugins[NAME] = EvidencePlugin()
    return config
