"""MkDocs run in this process, strict: what it warns of becomes faults, beside those of the plugin.

Between the command (build.py) and MkDocs. In go the project's folder and the plugin that holds the build; out come the
config, and one exception with every fault.
"""

import logging
import os
from pathlib import Path

from jinja2 import TemplateNotFound
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from evidence.findings import FOLDER
from faults import Fault
from publishing.messages import explain_mkdocs
from publishing.plugin import NAME, EvidencePlugin, Stop, log
from source.bounds import MOST_SECONDS, Clock, OutOfTime, depth_of
from source.page import Page
from source.text import read_utf8
from source.yaml_files import compose


class Failed(Exception):
    """The build cannot go on; each argument is a line for the writer."""


class _Warnings(logging.Handler):
    """Collects what MkDocs warns of, as faults for the writer. What the plugin warns of, it keeps itself."""

    def __init__(self, root: Path) -> None:
        super().__init__(logging.WARNING)
        self.config, self.docs = root / "mkdocs.yml", root / "docs"
        self.faults: list[Fault] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != log.name:
            self.faults += explain_mkdocs(record.getMessage().strip(), self.docs, self.config)


def run_mkdocs(root: Path, site_dir: Path, site_url: str, plugin: EvidencePlugin, *, to_publish: bool = False) -> MkDocsConfig:
    """Build with MkDocs, strict. Returns its config; the plugin holds the rest. What is to be published must have an address.

    Raises:
        Failed: with every fault, each as one line.
    """
    _check_config(root / "mkdocs.yml")
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice about its own future, at every start
    warnings = _Warnings(root)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    logger.propagate = False
    fatal: Fault | None = None
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(site_dir.resolve()), site_url=site_url or None, strict=True)
        if to_publish and not config.site_url:
            raise Failed("no SITE_URL: give the address that the site will have (SITE_URL=https://example.org/ make publish)")
        warnings.docs = Path(config.docs_dir)
        config.plugins[NAME] = plugin
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        except Stop:
            pass
        except (RecursionError, OutOfTime) as error:
            fatal = _endless(error, plugin.at)
            warnings.faults.clear()  # MkDocs says it, too
        finally:
            Clock.stop()
            config.plugins.on_shutdown()
    except ConfigurationError as error:
        raise Failed(Fault("mkdocs.yml", 0, " ".join(str(error).split()), kind="config")) from None
    except TemplateNotFound as error:
        fatal = Fault("mkdocs.yml", 0, f'there is no template "{error.name}" (look for it in mkdocs.yml)', kind="config")
    except Abort as error:
        fatal = Fault("mkdocs.yml", 0, str(error), kind="config")
    finally:
        logger.removeHandler(warnings)
    if faults := in_order([*plugin.faults, *warnings.faults], lost_records=plugin.lost_records):
        raise Failed(*faults)
    if fatal:
        raise Failed(fatal)
    return config


def _endless(error: BaseException, page: Page | None) -> Fault:
    """What cannot be read to its end, at the line that looks most like the reason."""
    if page is None:
        return Fault("mkdocs.yml", 0, "this site nests too deep to be built (make its menu and its settings flatter)", kind="bounds")
    lines = page.text.split("\n")
    if isinstance(error, RecursionError):
        line = max(range(len(lines)), key=lambda number: (depth_of(lines[number]), len(lines[number])))
        return Fault(page.shown_as, line + 1, "this nests too deep to be read (take some levels out)", kind="bounds")
    line = max(range(len(lines)), key=lambda number: len(lines[number]))
    message = f"this page takes more than {MOST_SECONDS:.0f} seconds to read (split it, or make this line shorter)"
    return Fault(page.shown_as, line + 1, message, kind="bounds")


def in_order(faults: list[Fault], *, lost_records: bool = False) -> list[Fault]:
    """By file and line, each once. A link to what another fault keeps from being there, a reference or a record, is no news."""
    news = [fault for fault in faults if fault.line or "#ref-" not in fault.message]
    if lost_records:
        news = [fault for fault in news if fault.kind != "broken-link" or not _may_be_a_record(fault.message)]
    first: dict[tuple[str, int, int, str], Fault] = {}
    for fault in sorted(news or faults):
        # A record's sentence stands on its page and in tables that cite more: its number is one fault.
        what = fault.kind if fault.kind == "untraced-number" else fault.message
        first.setdefault((fault.path, fault.line, fault.column, what), fault)
    return list(first.values())


def _may_be_a_record(message: str) -> bool:
    """Whether a link leads to a place or a page that the build makes of a record."""
    return "leads to no place" in message or f"{FOLDER}/" in message


def _check_config(path: Path) -> None:
    """MkDocs reads mkdocs.yml without bounds, and takes the last of two settings of one name."""
    text, faults = read_utf8(path, path.name)
    found = [*faults, *(Fault(path.name, problem.line, problem.message, kind=problem.kind) for problem in compose(text)[1])]
    if found:
        raise Failed(*found)
