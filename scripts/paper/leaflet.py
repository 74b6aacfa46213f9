"""A leaflet as a document for paper, made of a built page: each section whose heading has the class `leaflet` is a side.

The first side is for the reader and ends in lines for notes; the last ends in the references that the sides cite, and
in the address with a QR code. Nothing is told here that the page does not tell.
"""

import io
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from paper.built import BuiltPage, Imprint, content, has_class, lead_images, parse, place, targets_in
from paper.document import settings, sheet
from paper.typst import array, call, string
from paper.writer import CannotPrint, to_typst
from print_files import Leaflet
from references.dates import day

_UP = {"h2": "h1", "h3": "h2", "h4": "h3"}


def leaflet(page: BuiltPage, edition: Leaflet, imprint: Imprint, *, spare: bool = False) -> str:
    """The document, for templates/leaflet.typ, with a spare page for notes at its end where one is asked for.

    Raises:
        CannotPrint: no heading of the page has the class `leaflet`; see also paper.writer.to_typst.
    """
    article = content(parse(page))
    sums = article.xpath(".//p[@class='derived-note']")
    title = article.xpath("string(.//h1)").strip()
    sides = [*_sides(article)]
    if not sides:
        raise CannotPrint(page.url, "no heading has the class leaflet (write ## My heading { .leaflet })", "")
    if any(side.xpath(".//sup[@class='derived']") for side in sides):
        sides[-1].extend(sums)
    entries = _number(sides, article)
    for side in sides:
        _lead(side, page, imprint.address)
        for heading in side.xpath(".//h2 | .//h3 | .//h4"):
            heading.tag = _UP[heading.tag]
    targets = frozenset().union(*map(targets_in, sides))
    parts = [to_typst(part, edition.paper, targets, page.url) for part in (*sides, *entries)]
    address = imprint.address + page.url
    return call(
        "leaflet",
        title=string(title),
        **sheet(edition.paper),
        small=f"{edition.paper.small:g}pt",
        whole_sheet=str(bool(edition.sides)).lower(),
        spare=str(spare).lower(),
        **_way_back(address),
        dates=string(_dates(page, imprint)),
        sides=array(parts[: len(sides)]),
        references=array(parts[len(sides) :]),
        settings=settings(edition.paper, imprint),
    )


def _sides(article: HtmlElement) -> Iterator[HtmlElement]:
    """Each marked heading with what stands below it, up to the next heading of its rank."""
    for heading in article.xpath(".//h2"):
        if "leaflet" in heading.classes:
            side = heading.makeelement("section")
            following = [*heading.itersiblings()]
            ends = (index for index, one in enumerate(following) if one.tag == "h2" or has_class(one, ("page-foot", "page-sources")))
            end = next(ends, None)
            side.extend([heading, *following[:end]])
            yield side


def _number(sides: Sequence[HtmlElement], article: HtmlElement) -> list[HtmlElement]:
    """Numbers the sources of the leaflet from 1, and gives their entries in the page's list, in that order."""
    listed = {entry.get("id"): entry for entry in article.xpath(".//*[@class='page-sources' or @class='bibliography']//ol/li[@id]")}
    cited: dict[str, int] = {}
    for side in sides:
        for link in side.xpath(".//sup[@class='citation']/a"):
            key = link.get("href").removeprefix("#")
            link.text = str(cited.setdefault(key, len(cited) + 1))
    return [_bare(listed[key]) for key in cited]


def _bare(entry: HtmlElement) -> HtmlElement:
    """The entry with the reference alone."""
    for other in entry.xpath("./*[not(contains(@class, 'reference')) or contains(@class, 'reference-')]"):
        other.drop_tree()
    return entry


def _lead(side: HtmlElement, page: BuiltPage, address: str) -> None:
    """Links to the list of sources lead inside; all others give their whole address."""
    lead_images(side, page, address)
    for link in side.xpath(".//a[@href]"):
        target = place(link.get("href"), page, address)
        if target and target[0] == page.url and target[1].startswith("ref-"):
            link.attrib["href"] = f"#{target[1]}"
        elif target:
            link.attrib["href"] = address + target[0] + (f"#{target[1]}" if target[1] else "")


def _dates(page: BuiltPage, imprint: Imprint) -> str:
    checked = f"Text checked {day(page.checked)}. " if page.checked else ""
    return f"{checked}This copy made {day(imprint.made)}"


def _way_back(address: str) -> dict[str, str]:
    """Where a newer version is, in words and as a QR code, if the site has an address."""
    if "://" not in address:
        return {}
    import segno  # takes a while, for which a site without leaflets need not wait

    svg = io.BytesIO()
    segno.make(address, error="m", micro=False).save(svg, kind="svg", border=2, xmldecl=False)
    return {"address": string(address), "qr": string(svg.getvalue().decode()), "qr_words": string(f"QR code that leads to {address}")}
