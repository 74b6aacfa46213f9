"""What a site says of itself in mkdocs.yml, and what holds where it says nothing.

In goes MkDocs' config, out come Settings, or what is wrong with one. A mkdocs.yml of one line, the site's name, is
enough: what the engine's own pages are written with is there, and no theme asks another host for anything.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from faults import Fault, hint, nearest
from pages.head import PAGE_TYPES, Site
from pages.settings import Settings
from print_files import planned
from source.text import read_utf8
from source.yaml_files import SAFE, compose
from writing.contact import read_contact
from writing.foot import read_checking

_ASK_ELSEWHERE = ("font", "highlightjs")  # of Material and of MkDocs' own theme: typefaces and scripts that other hosts hold
_READ = ("page_type", "license", "locale", "web_fonts", "search", "print", "checked", "contact_email", "repo_url")
_OF_MATERIAL = (
    "alternate", "analytics", "annotate", "consent", "generator", "homepage", "polyfills", "scope", "social", "status", "tags", "version",
)  # fmt: skip
_BELOW = {"search": ("ways",)}  # what is read below a name, where nothing else says that it is none


def mistyped(path: Path) -> Iterator[Fault]:
    """Names below extra in mkdocs.yml that nothing reads, and that are nearly one which is read."""
    root = compose(read_utf8(path, path.name)[0])[0]
    for extra in _values(root, "extra"):
        yield from _mistyped_in(extra, "extra", (*_READ, *_OF_MATERIAL), path)
        for name, known in _BELOW.items():
            for part in _values(extra, name):
                yield from _mistyped_in(part, f"extra.{name}", known, path)


def _values(node: yaml.Node | None, name: str) -> Iterator[yaml.Node]:
    """What stands below a name."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return (value for key, value in pairs if key.value == name)


def _mistyped_in(node: yaml.Node, where: str, known: tuple[str, ...], path: Path) -> Iterator[Fault]:
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key.value, str) and key.value not in known and (meant := nearest(key.value, known)):
            message = f'"{key.value}" below {where} is no known name (did you mean "{meant}"?)'
            yield Fault(path.name, key.start_mark.line + 1, message, kind="config")


def read_settings(config: MkDocsConfig) -> Settings:
    """What mkdocs.yml asks of the edition.

    Raises:
        ValueError: with what to write.
    """
    printed = config.extra.get("print")
    return Settings(
        print_files=planned(printed),
        leaflet_page=str(printed.get("leaflet", "")) if isinstance(printed, dict) else "",
        checking=read_checking(config.extra.get("checked") or {}),
        site=_read_site(config),
        contact=read_contact(config.extra),
        printed=bool(config.extra.get("web_fonts") or printed),
        searched=bool(config.extra.get("search")),
    )


def _read_site(config: MkDocsConfig) -> Site:
    """What is the same on every page."""
    page_type, license_address = config.extra.get("page_type", "WebPage"), config.extra.get("license", "")
    if page_type not in PAGE_TYPES:
        way_out = hint(nearest(str(page_type), PAGE_TYPES), f"one of {', '.join(PAGE_TYPES)}")
        raise ValueError(f'extra.page_type "{page_type}" is no kind of page ({way_out})')
    if not isinstance(license_address, str) or (license_address and urlsplit(license_address).scheme not in ("http", "https")):
        raise ValueError("extra.license is no address (write that of the license of the text, beginning with https://)")
    locale = str(config.extra.get("locale") or "en_US")
    return Site(
        config.site_name, config.site_description or "", config.site_url or "", locale, license_address, page_type, config.site_author or ""
    )


def set_defaults(config: MkDocsConfig) -> None:
    """What a writer may take for granted, unless mkdocs.yml says otherwise."""
    if "attr_list" not in config.markdown_extensions:  # { .answer }
        config.markdown_extensions.append("attr_list")
    if "tables" in config.markdown_extensions:
        tables = config.mdx_configs.setdefault("tables", {})
        tables.setdefault("use_align_attribute", True)  # a style attribute would be blocked by the site's policy
    usual = _usual(config.theme)
    for name in _ASK_ELSEWHERE:
        if name in usual and config.theme.get(name) == usual[name]:
            config.theme[name] = False


def _usual(theme: Theme) -> dict[str, object]:
    """What a theme sets itself, and the one that it extends. MkDocs would look for both among all that is installed."""
    folders = (folder for folder in theme.dirs if folder != theme.custom_dir)  # MkDocs reads no settings in the writer's own
    files = [path for folder in folders if (path := Path(folder, "mkdocs_theme.yml")).is_file()]
    return {name: value for path in reversed(files) for name, value in (yaml.load(path.read_bytes(), SAFE) or {}).items()}
