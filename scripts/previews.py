"""The preview images of one build: one for each finding, and one for the site where there are findings.

Between the findings and the cards that are drawn. In go published findings; out come files, and the Image for a page's head.
"""

from collections.abc import Iterable, Iterator

from cards import HEIGHT, WIDTH, Card, draw, draw_icon, file_name, fits
from faults import Fault
from findings import PublishedFinding
from metadata import Image, Site

FOLDER, ICON = "assets/cards", "assets/icon.png"
_SITE = "site"  # the name of the site's own card


class Previews:
    """Each image is drawn once for the same words, and only when it is asked for."""

    def __init__(self, findings: Iterable[PublishedFinding], site: Site) -> None:
        self.site = site
        cards = [*_cards(tuple(findings), site)]
        self._cards = {card.name: card for card in cards if fits(card)}
        self.without_room = tuple(card.name for card in cards if card.name not in self._cards and card.name != _SITE)
        self.faults = tuple(
            Fault("mkdocs.yml", 0, "site_name and site_description are too long for the preview image (shorten one)")
            for card in cards
            if card.name == _SITE and not fits(card)
        )

    def image(self, slug: str | None) -> Image | None:
        """Of a finding, or of the site. None where there is none, or the site has no address yet."""
        card = self._cards.get(slug or _SITE)
        if not card or not self.site.url:
            return None
        return Image(f"{self.site.url}{FOLDER}/{file_name(card)}", WIDTH, HEIGHT, card.alt)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Name and content of each image, and of the site's icon."""
        if self._cards:
            yield ICON, draw_icon()
        for card in self._cards.values():
            yield f"{FOLDER}/{file_name(card)}", draw(card)


def _cards(findings: tuple[PublishedFinding, ...], site: Site) -> Iterator[Card]:
    for finding in findings:
        if finding.withdrawn:
            yield Card(finding.slug, "Withdrawn.", finding.withdrawn.reason, finding.withdrawn.date)
        else:
            yield Card(finding.slug, finding.certainty, finding.short.removeprefix(finding.certainty).strip(), finding.last_checked)
    if findings:
        yield Card(_SITE, site.name, site.description, max(finding.last_checked for finding in findings))
