"""MkDocs' files, pages and settings as other rooms give and take them, which know nothing of MkDocs."""

from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from paper.built import BuiltPage, Imprint


class LateFile(File):
    """Known from the start, as pages link to it, and made when it is written: all such files at once would fill the memory."""

    make: Callable[[], str]

    @classmethod
    def of(cls, config: MkDocsConfig, name: str, make: Callable[[], str]) -> "LateFile":
        file = cast(LateFile, cls.generated(config, name, content=""))
        file.make = make
        return file

    def copy_file(self, dirty: bool = False) -> None:
        path = Path(self.abs_dest_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.make(), "utf-8", newline="\n")


def plain_title(page: Page) -> str:
    """As the menu has it. What MkDocs takes from a page's heading is HTML."""
    given = vars(page).get("title") or page.meta.get("title")
    return str(given) if given else unescape(str(page.title))


def url_of(page: Page) -> str:
    """Below the site's address; empty for the first page."""
    return page.url.removeprefix("./")


def built_page(site: Path, page: Page) -> BuiltPage:
    """As it was written into the folder `site`."""
    checked = page.meta.get("checked")
    html = (site / page.file.dest_uri).read_text("utf-8")
    return BuiltPage(url_of(page), plain_title(page), html, checked if isinstance(checked, date) else None)


def imprint(config: MkDocsConfig, made: date) -> Imprint:
    """What the edition of a day says of itself."""
    return Imprint(config.site_name, config.site_description or "", config.site_url or "/", made, config.theme.get("language") or "en")
