"""The preview images of one build: one for each finding, and one for the site where there are findings; and the site's icon.

Between the findings and what is drawn. In go published findings; out come Previews to draw, and the Image for a page's head.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from evidence.findings import PublishedFinding
from faults import Fault
from pages.cards import HEIGHT, WIDTH, Card, Preview, preview, problem_of
from pages.head import Image, Site


class Icon(NamedTuple):
    """The site's mark as a square."""

    path: str
    side: int  # px


ICON, FAVICON = "assets/icon.png", "favicon.ico"
ICONS = (Icon(ICON, 180), Icon(FAVICON, 32), Icon(FAVICON, 16))  # as phones ask for it, and browsers for their tabs


class Previews:
    """Of all findings that have room in an image, and why the others have none."""

    def __init__(self, findings: Iterable[PublishedFinding], site: Site) -> None:
        self.site = site
        cards = dict(_cards(tuple(findings), site))
        problems = {slug: problem for slug, card in cards.items() if (problem := problem_of(card))}
        self._cards = {slug: card for slug, card in cards.items() if slug not in problems}
        self.undrawn = tuple((slug, problem) for slug, problem in problems.items() if slug)  # findings, and why they have no image
        self.faults = tuple(
            Fault("mkdocs.yml", 0, f"site_name with site_description {problem}") for slug, problem in problems.items() if not slug
        )

    def image(self, slug: str | None) -> Image | None:
        """Of a finding, or of the site. None where there is none, or the site has no address yet."""
        card = self._cards.get(slug)
        if not card or not self.site.url:
            return None
        return Image(f"{self.site.url}{preview(card).path}", WIDTH, HEIGHT, card.alt)

    def drawn(self) -> Iterator[Preview]:
        """What is to be drawn: nothing where the site has no address, as no page names it then."""
        return map(preview, self._cards.values() if self.site.url else ())


def _cards(findings: tuple[PublishedFinding, ...], site: Site) -> Iterator[tuple[str | None, Card]]:
    """Cards by slug; the site's own has none."""
    for finding in findings:
        if finding.withdrawn:
            yield finding.slug, Card(finding.slug, "Withdrawn.", finding.withdrawn.reason, finding.withdrawn.date)
        else:
            yield finding.slug, Card(finding.slug, finding.certainty, finding.answer, finding.last_checked, finding.level)
    if findings:
        yield None, Card("site", site.name, site.description, max(finding.last_checked for finding in findings))
