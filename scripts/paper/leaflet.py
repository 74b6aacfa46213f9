"""A leaflet as an HTML document for paper, made of a built page: each section whose heading has the class `leaflet` is a side.

The first side is for the reader and ends in lines for notes; the last ends in the references that the sides cite, and
in the address with a QR code. Nothing is told here that the page does not tell.
"""

from collections.abc import Iterator, Sequence

import segno
from lxml.html import HtmlElement
from markupsafe import Markup

from paper.built_page import BuiltPage, Imprint, content, has_class, inner_html, lead_images, place
from paper.files import Paper
from paper.pdf import FONTS
from references.dates import day
from templates import render

_UP = {"h2": "h1", "h3": "h2", "h4": "h3"}


class NoSides(Exception):
    """The page has no section for a leaflet."""


def leaflet(page: BuiltPage, paper: Paper, imprint: Imprint, *, spare: bool = False) -> str:
    """The document, with a spare page for notes at its end where one is asked for.

    Raises:
        NoSides: no heading of the page has the class `leaflet`.
    """
    article = content(page)
    sides = [*_sides(article)]
    if not sides:
        raise NoSides
    entries = _number(sides, article)
    for side in sides:
        lead_images(side, page, imprint.address)
        for link in side.xpath(".//a[@href]"):
            _lead(link, page, imprint.address)
        for heading in side.xpath(".//h2 | .//h3 | .//h4"):
            heading.tag = _UP[heading.tag]
    address = imprint.address + page.url
    return render(
        "leaflet.html",
        imprint=imprint,
        title=article.xpath("string(.//h1)").strip(),
        paper=paper,
        spare=spare,
        fonts=FONTS,
        sides=[Markup(inner_html(side)) for side in sides],
        references=[Markup(inner_html(entry.xpath("./p[@class='reference']")[0])) for entry in entries],
        keys=[entry.get("id") for entry in entries],
        checked=day(page.checked) if page.checked else "",
        made=day(imprint.made),
        address=address,
        qr=Markup(_qr(address)),
    )


def _sides(article: HtmlElement) -> Iterator[HtmlElement]:
    """Each marked heading with what stands below it, up to the next heading of its rank."""
    for heading in article.xpath(".//h2"):
        if has_class(heading, ("leaflet",)):
            side = heading.makeelement("section")
            following = [*heading.itersiblings()]
            end = next((index for index, one in enumerate(following) if one.tag == "h2" or has_class(one, ("page-sources",))), None)
            side.extend([heading, *following[:end]])
            yield side


def _number(sides: Sequence[HtmlElement], article: HtmlElement) -> list[HtmlElement]:
    """Numbers the sources of the leaflet from 1, and gives their entries in the page's list, in that order."""
    listed = {entry.get("id"): entry for entry in article.xpath(".//*[@class='page-sources' or @class='bibliography']/ol/li")}
    cited: dict[str, int] = {}
    for side in sides:
        for link in side.xpath(".//sup[@class='citation']/a"):
            key = link.get("href").removeprefix("#")
            link.text = str(cited.setdefault(key, len(cited) + 1))
    return [listed[key] for key in cited]


def _lead(link: HtmlElement, page: BuiltPage, address: str) -> None:
    """Links to the list of sources lead inside; all others give their whole address."""
    target = place(link.get("href"), page, address)
    if target and target[0] == page.url and target[1].startswith("ref-"):
        link.attrib["href"] = f"#{target[1]}"
    elif target:
        link.attrib["href"] = address + target[0] + (f"#{target[1]}" if target[1] else "")


def _qr(address: str) -> str:
    """All in attributes: style sheets of the page do not reach into it."""
    code = segno.make(address, error="m", micro=False)
    return str(code.svg_inline(title=f"QR code that leads to {address}", border=2, omitsize=True, svgclass="qr", lineclass=None))
