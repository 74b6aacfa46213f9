"""The preview images of one build: one for each finding, and one for the site where there are findings.

Between the findings and the cards that are drawn. In go published findings; out come files, and the Image for a page's head.
"""

from collections.abc import Iterable, Iterator

from evidence.findings import PublishedFinding
from faults import Fault
from pages.cards import HEIGHT, WIDTH, Card, draw, file_name, problem_of
from pages.head import Image, Site

FOLDER, ICON, FAVICON = "assets/cards", "assets/icon.png", "favicon.ico"


class Previews:
    """Each image is drawn once for the same words, and only when it is asked for."""

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
        return Image(f"{self.site.url}{FOLDER}/{file_name(card)}", WIDTH, HEIGHT, card.alt)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of each image."""
        for card in self._cards.values():
            yield f"{FOLDER}/{file_name(card)}", draw(card)


def _cards(findings: tuple[PublishedFinding, ...], site: Site) -> Iterator[tuple[str | None, Card]]:
    """Cards by slug; the site's own has none."""
    for finding in findings:
        if finding.withdrawn:
            yield finding.slug, Card(finding.slug, "Withdrawn.", finding.withdrawn.reason, finding.withdrawn.date)
        else:
            yield finding.slug, Card(finding.slug, finding.certainty, finding.answer, finding.last_checked, finding.level)
    if findings:
        yield None, Card("site", site.name, site.description, max(finding.last_checked for finding in findings))
