"""Drawings made by hand, refs/figures/<name>.svg: read, held against what a page may hold, and made ready to stand in one.

In goes an SVG file, out come its parts as HTML may hold them, and faults with their lines. What is not known to be
harmless is refused (SVG 2 has scripts, links, styles and files of others). Knows nothing of what a drawing shows.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from faults import Fault, hint, nearest
from source.text import read_utf8

WIDTH = 360  # of every drawing: as wide as a phone's column, so that a length of 1 is a pixel there
SMALLEST = 15  # of letters: 14.6 px where the column is 350 px wide
_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset("svg g defs pattern clipPath path circle ellipse rect line polyline polygon text tspan".split())
_ATTRIBUTES = frozenset(
    """viewBox id class d points x y x1 y1 x2 y2 dx dy cx cy r rx ry width height transform fill fill-opacity fill-rule stroke
    stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-dasharray opacity clip-path clip-rule text-anchor font-size
    font-weight font-style patternUnits patternContentUnits patternTransform clipPathUnits""".split()
)
_PAINT = re.compile(r"url\(#(?P<id>[\w-]+)\)")


class Drawing(NamedTuple):
    """A drawing without its outermost element, which a page gives a title."""

    path: str  # as shown in messages
    height: float = 0
    inside: str = ""  # its parts as HTML, with ids that are its own on any page
    faults: tuple[Fault, ...] = ()


def read_drawings(folder: Path, shown_as: str) -> Mapping[str, Drawing]:
    """All drawings of a folder by name."""
    return {file.stem: read_drawing(file, f"{shown_as}/{file.name}") for file in sorted(folder.glob("*.svg"))}


def read_drawing(file: Path, shown_as: str) -> Drawing:
    """One drawing, with everything wrong in it."""
    text, faults = read_utf8(file, shown_as)
    try:
        root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True))
    except etree.XMLSyntaxError as error:
        message = f"this is not XML: {error.msg} (compare with another drawing)"
        return Drawing(shown_as, faults=(*faults, Fault(shown_as, error.lineno or 1, message, kind="bad-drawing")))
    found = [*faults]
    for line, message in sorted({*_wrong(root)}):
        found.append(Fault(shown_as, line, message, kind="bad-drawing"))
    if found:
        return Drawing(shown_as, faults=tuple(found))
    return Drawing(shown_as, float(root.get("viewBox").split()[3]), _written(root, file.stem))


def _wrong(root: etree._Element) -> Iterator[tuple[int, str]]:
    """Line and message of each thing that must not be there."""
    if root.getroottree().docinfo.doctype:
        yield 1, "a drawing has no document type (take <!DOCTYPE …> out)"
    if root.tag != f"{_SVG}svg" or not re.fullmatch(rf"0 0 {WIDTH} \d+", root.get("viewBox", "")):
        yield root.sourceline, f'a drawing is {WIDTH} wide (begin it with <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} …">)'
    ids = Counter(element.get("id") for element in root.iter(f"{_SVG}*") if element.get("id"))
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield element.sourceline, "an entity must not stand in a drawing (write the character itself)"
            continue
        name = element.tag.removeprefix(_SVG)
        if name not in _ELEMENTS or (name == "svg" and element is not root):
            yield element.sourceline, f"<{etree.QName(element).localname}> must not stand in a drawing ({_instead(name)})"
            continue
        for attribute, value in element.attrib.items():
            yield from ((element.sourceline, message) for message in _wrong_attribute(name, attribute, value, ids))
        yield from ((element.sourceline, message) for message in _wrong_text(element, name))


def _instead(name: str) -> str:
    told = {"title": "its title stands in refs/figures.yml", "desc": "its description stands in refs/figures.yml"}
    return told.get(name, "draw it with path, circle, rect, text and the like")


def _wrong_attribute(element: str, name: str, value: str, ids: Mapping[str, int]) -> Iterator[str]:
    if name not in _ATTRIBUTES:
        bare = re.sub(r"^\{.*\}", "", name)
        yield f'"{bare}" of <{element}> must not stand in a drawing ({hint(nearest(name, _ATTRIBUTES), "take it out")})'
    elif name == "id" and ids[value] > 1:
        yield f'the id "{value}" stands here {ids[value]} times (give each its own)'
    elif "url" in value.lower() or ":" in value:
        if not (paint := _PAINT.fullmatch(value)) or paint["id"] not in ids:
            yield f'"{value}" is nothing in this drawing (write url(#id) with an id that stands in it)'
    elif name == "font-size" and not (re.fullmatch(r"[\d.]+", value) and float(value) >= SMALLEST):
        yield f'letters of {value} are too small on a phone (at least {SMALLEST})'


def _wrong_text(element: etree._Element, name: str) -> Iterator[str]:
    for text in (element.text or "", *(child.tail or "" for child in element)):
        if text.strip() and name not in ("text", "tspan"):
            yield f'"{" ".join(text.split())}" stands outside of <text> (put it into one, or take it out)'
        elif re.search(r"\d", text):
            yield f'the number in "{" ".join(text.split())}" cannot be traced (say it in the figure\'s words, with its source)'


def _written(root: etree._Element, name: str) -> str:
    """The parts without white space between them and without a namespace, their ids led by the figure's name."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        for attribute, value in element.attrib.items():
            if attribute == "id":
                element.set("id", f"figure-{name}-{value}")
            elif _PAINT.fullmatch(value):
                element.set(attribute, _PAINT.sub(rf"url(#figure-{name}-\g<id>)", value))
        if element.tag not in ("text", "tspan"):
            element.text = None
        if element.tag != "tspan":
            element.tail = None
    etree.cleanup_namespaces(root)
    return "".join(etree.tostring(child, encoding="unicode") for child in root)
