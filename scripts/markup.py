"""Rendered and built HTML, read with lxml: its words, its places, and what it leads to and loads.

In go HTML texts; out come trees and plain values. The only module that parses HTML, beside paper.built for paper.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from html import unescape
from typing import NamedTuple, cast
from urllib.parse import urlsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement

NO_ADDRESS = '"{}" is no address (correct it, or write it as code)'
_CITES_NOTHING = frozenset(("a", "code", "kbd", "pre", "samp", "script", "style", "textarea", "title"))
_LISTS = frozenset(("srcset", "imagesrcset"))  # attributes that hold addresses with sizes
_ADDRESSES = frozenset(("href", "src", "poster", "data", "action", "formaction", "cite", "manifest", "background", "longdesc"))
_INTEGER = re.compile(r"\s*([+-]?[0-9]{1,18})")
_LARGEST = 2**31 - 1  # that browsers count to
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)


def parse(html: str) -> HtmlElement:
    """A piece of HTML as the children of one element."""
    return lxml_html.fragment_fromstring(html, create_parent="div")


def text_of(html: str, left_out: Collection[str] = _CITES_NOTHING) -> str:
    """The text of a piece of HTML without its tags, and without the elements left out: code, link texts and the like."""
    if "<" not in html:
        return unescape(html)
    inside = " or ".join(f"ancestor::{tag}" for tag in left_out)
    return "".join(parse(html).xpath(f".//text()[not({inside})]" if inside else ".//text()"))


def addresses(element: HtmlElement) -> Iterator[tuple[str, str]]:
    """Attribute and value of each address that an element holds, those of lists one by one."""
    for name, value in element.attrib.items():
        if name in _LISTS:
            yield from ((name, part.split()[0]) for part in value.split(",") if part.strip())
        elif name == "ping":
            yield from ((name, part) for part in value.split())
        elif name.rpartition(":")[2] in _ADDRESSES:
            yield name, value
    if element.get("http-equiv", "").lower() == "refresh" and (refresh := _REFRESH.search(element.get("content", ""))):
        yield "content", refresh[1].strip()


def is_address(text: str) -> bool:
    """Whether it can be read as one (RFC 3986), relative ones included."""
    if text.isascii() and "[" not in text and "]" not in text:  # only brackets and letters beyond ASCII can make a host that is none
        return True
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True


def values(element: HtmlElement, path: str) -> list[str]:
    """The attributes or texts on an XPath, as plain strings: lxml's own ones hold the whole tree that they come from."""
    return cast(list[str], element.xpath(path, smart_strings=False))


def integer(element: HtmlElement, name: str, otherwise: int) -> int:
    """What an attribute counts, as browsers read it (HTML Standard, section 2.3.4.1): `3px` is 3, and `x` is nothing."""
    found = _INTEGER.match(element.get(name, ""))
    return max(-_LARGEST, min(int(found[1]), _LARGEST)) if found else otherwise


class BuiltHtml(NamedTuple):
    """What is asked of one built file."""

    ids: frozenset[str]
    twice: frozenset[str]  # ids that stand in it twice
    links: tuple[str, ...]  # each once
    scripts: tuple[str, ...]  # the texts of those that stand in it
    loads: tuple[str, ...] = ()  # style sheets, scripts, typefaces and images that a browser asks for


def read_built(html: str) -> BuiltHtml:
    """A whole page as it was built."""
    root = lxml_html.document_fromstring(html or "<p></p>", parser=_PARSER)
    ids = values(root, "//@id")
    links: dict[str, None] = {}
    for element in root.iter("*"):
        if element.attrib:
            links |= dict.fromkeys(value for name, value in addresses(element) if name != "cite")
    links |= dict.fromkeys(values(root, "//meta[@property='og:url' or @property='og:image']/@content"))
    inline = root.xpath("//script[not(@src) and not(contains(@type, 'json'))]")
    asked_for = "//link[not(@rel='canonical' or starts-with(@rel, 'alternate'))]/@href"
    loads = values(root, f"//script/@src | //img/@src | //iframe/@src | {asked_for}")
    return BuiltHtml(
        frozenset(ids) | {*values(root, "//a/@name")},
        frozenset(one for one, times in Counter(ids).items() if times > 1),
        tuple(links),
        tuple(script.text or "" for script in inline),
        tuple(dict.fromkeys(loads)),
    )


_PARSER = lxml_html.HTMLParser(encoding=None, huge_tree=True)
