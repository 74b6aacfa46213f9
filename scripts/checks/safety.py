"""What a page must not hold: scripts written into it, links that run code, files loaded from anyone else, styles in attributes.

In goes a page's rendered HTML as a tree, out come faults. The site's policy blocks most of it for readers, without a
word to the writer; a script it would even allow, as the policy takes the theme's own by their hashes.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from faults import Fault, slip
from markup import NO_ADDRESS, addresses, is_address

_HARMLESS = frozenset(("class", "id", "title", "aria-label"))  # attributes that do nothing by themselves
_IN_PAGE = _HARMLESS | {"href"}  # where that leads to a place of this page
_LINKS = frozenset(("a", "area", "blockquote", "q", "del", "ins"))  # lead elsewhere, and load nothing
_UNREAD = re.compile(r"^[\x00-\x20]+|[\t\n\r]")  # browsers leave it out of an address (URL Standard, section 4.4)
_CODE = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}|(?:https?|ftp):", re.IGNORECASE)
_PAINT = re.compile(r"url\(\s*['\"]?(?P<address>[^'\")]*)", re.IGNORECASE)  # in attributes of drawings: fill="url(#shade)"
_IMAGE = re.compile(r"data:image/(?:png|gif|jpeg|webp|svg\+xml)[;,]", re.IGNORECASE)  # in <img>, where no code of it runs


def check_safety(root: HtmlElement) -> Iterator[Fault]:
    """Each thing that must not be there."""
    for element in root.iter("*"):
        if element.tag in ("script", "style", "base") or (element.tag == "meta" and element.get("http-equiv")):
            yield from _forbidden(element)
        harmless = _IN_PAGE if element.get("href", "").startswith("#") else _HARMLESS
        if not harmless.issuperset(element.keys()) and element.tag not in ("base", "meta"):
            yield from _attributes(element)
            yield from _addresses(element)


def _forbidden(element: HtmlElement) -> Iterator[Fault]:
    if element.tag == "script" and not element.get("src"):
        message = "a page cannot hold a script (put it into a file in docs/assets and name that in mkdocs.yml)"
        yield slip("unsafe", message, "<script")
    elif element.tag == "style":
        yield slip("unsafe", "the site's policy blocks styles in a page (put them into a style sheet in docs/assets)", "<style")
    elif element.tag in ("base", "meta"):
        yield slip("unsafe", f"a page cannot hold <{element.tag}>, which changes the whole page (take it out)", f"<{element.tag}")


def _attributes(element: HtmlElement) -> Iterator[Fault]:
    for name, value in element.attrib.items():
        if name.startswith("on"):
            message = f'"{name}" would run code, which the site\'s policy blocks (take it out)'
            yield slip("unsafe", message, f"{name}=")
        elif name == "style" and element.tag in ("td", "th") and re.fullmatch(r"text-align:\s*\w+;?", value):
            message = "tables are aligned with styles, which the site's policy blocks (write - tables: {use_align_attribute: true})"
            yield Fault("mkdocs.yml", 0, message, kind="unsafe")
        elif name == "style":
            message = f'the site\'s policy blocks the style "{value}" (use an attribute such as width="300", or a class and a style sheet)'
            yield slip("unsafe", message, value)
        elif name == "srcdoc":
            yield slip("unsafe", "a page cannot hold another one in srcdoc (put its text into the page)", f"{name}=")
        elif name == "attributename" and value.lower().endswith("href"):
            yield slip("unsafe", f"<{element.tag}> would change where a link leads (take it out)", f"<{element.tag}")


def _addresses(element: HtmlElement) -> Iterator[Fault]:
    for name, written in (*addresses(element), *_paints(element)):
        value = _UNREAD.sub("", written)
        if not is_address(value):
            yield slip("broken-link", NO_ADDRESS.format(value), written)
        elif _CODE.match(value) and not (element.tag == "img" and name == "src" and _IMAGE.match(value)):
            yield slip("unsafe", f'"{value}" would run code (write a web address)', written)
        elif not _ELSEWHERE.match(value) or name == "cite":
            continue
        elif name in ("action", "formaction"):
            yield slip("unsafe", f'a form would send what readers write to "{value}" (take it out)', written)
        elif name == "ping":
            yield slip("unsafe", f'"{value}" would be told who follows this link (take it out)', written)
        elif element.tag not in _LINKS:
            yield slip("unsafe", f'"{value}" is loaded from elsewhere (put a copy of the file into docs/assets)', written)


def _paints(element: HtmlElement) -> Iterator[tuple[str, str]]:
    """Attribute and value of each address that a part of a drawing takes its colors or shape from."""
    for name, value in element.attrib.items():
        if "url(" in value.lower() and name != "style" and next(element.iterancestors("svg"), None) is not None:
            yield from ((name, match["address"]) for match in _PAINT.finditer(value))
