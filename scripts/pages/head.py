"""What the head of a page tells programs: link previews, reference managers and search engines.

In go a page's title and description, the findings on it and the works it cites; out comes the HTML for its head. A
finding's preview is made from its record: how sure comes first, so that no platform's cut can lose it.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup

from checks.page import DESCRIPTION
from evidence.findings import PublishedFinding
from references.names import Name
from references.reference import Reference
from templates import render

TITLE = 80  # characters: Discourse cuts titles there

_WORKS = {"article": "ScholarlyArticle", "inproceedings": "ScholarlyArticle", "book": "Book", "incollection": "Chapter",
          "techreport": "Report", "phdthesis": "Thesis", "online": "WebPage", "dataset": "Dataset"}  # fmt: skip

# schema.org's WebPage and its kinds.
PAGE_TYPES = ("WebPage", "AboutPage", "CheckoutPage", "CollectionPage", "ContactPage", "FAQPage", "ItemPage", "MedicalWebPage",
              "ProfilePage", "QAPage", "RealEstateListing", "SearchResultsPage")  # fmt: skip


class Site(NamedTuple):
    """What is the same on every page."""

    name: str
    description: str
    url: str  # absolute, with a slash at its end; empty where the site has no address yet
    locale: str = "en_US"
    license: str = ""  # address, of the text and the open data
    page_type: str = "WebPage"  # one of PAGE_TYPES
    author: str = ""  # who made it, in words


class Image(NamedTuple):
    """A preview image."""

    url: str  # absolute
    width: int  # px
    height: int
    alt: str


class Alternate(NamedTuple):
    """Another form of the site."""

    href: str
    media_type: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """What one page is about."""

    title: str
    description: str
    url: str  # absolute, or empty
    is_first: bool = False  # whether it is the site's first page
    checked: date | None = None
    finding: PublishedFinding | None = None  # of a finding's own page
    findings: tuple[PublishedFinding, ...] = ()  # all that stand on the page
    references: tuple[Reference, ...] = ()  # all that the page cites
    image: Image | None = None
    alternates: tuple[Alternate, ...] = ()

    @property
    def preview_title(self) -> str:
        return cut(self.title, TITLE)

    @property
    def preview_description(self) -> str:
        return cut(self.finding.short if self.finding else self.description, DESCRIPTION)


def cut(text: str, limit: int) -> str:
    """The text in at most `limit` characters, ended at a word with an ellipsis where it is longer."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    kept = text[:limit]  # one word more than fits, unless it ends here
    return (kept.rpartition(" ")[0] or kept[:-1]).rstrip(" ,;:.–-") + "…"


def stub(page: PageHead, site: Site, to: str, script: str) -> str:
    """A page in the place of one that has moved: the new page's head, and a way there. `to` and `script` are relative links."""
    return render("moved.html", page=page, site=site, head=head(page, site), to=to, script=script)


def head(page: PageHead, site: Site) -> Markup:
    """The HTML of the head, without the title and what belongs to the theme."""
    data = json.dumps(json_ld(page, site), ensure_ascii=False, separators=(",", ":"))
    safe = data.replace("<", "\\u003c").replace("&", "\\u0026")  # so that no text can end the script element
    return Markup(render("head.html", page=page, site=site, json_ld=Markup(safe)))


def json_ld(page: PageHead, site: Site) -> dict[str, Any]:
    """The page as one of schema.org, with its claims, each with how sure we are. Nobody has reviewed it, and nothing says so."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": site.page_type,
        "@id": page.url,
        "url": page.url,
        "name": page.title,
        "description": page.finding.short if page.finding else page.description,
        "inLanguage": site.locale.replace("_", "-"),
        "isPartOf": _known({"@type": "WebSite", "name": site.name, "url": site.url}),
        "author": _maker(site),
        "publisher": _maker(site),
        "license": site.license,
        "isAccessibleForFree": True,
    }
    if page.finding:
        data["datePublished"] = page.finding.first_published.isoformat()
    if page.checked:
        data["dateModified"] = page.checked.isoformat()
    claims = [_claim(finding) for finding in page.findings]
    data["mainEntity" if page.finding else "hasPart"] = claims[0] if page.finding and claims else claims
    data["citation"] = [_work(reference) for reference in page.references]
    return _known(data)


def _known(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in ("", [], {}, None)}


def _maker(site: Site) -> dict[str, str]:
    return {"@type": "Organization", "name": site.author, **({"url": site.url} if site.url else {})} if site.author else {}


def _claim(finding: PublishedFinding) -> dict[str, Any]:
    claim = {
        "@type": "Claim",
        "@id": f"{finding.address}#{finding.slug}" if finding.address else "",
        "url": finding.address,
        "name": finding.question,
        "text": f"{finding.claim} {finding.certainty_in_full}" if not finding.withdrawn else finding.short,
        "datePublished": finding.first_published.isoformat(),
        "dateModified": finding.last_checked.isoformat(),
    }
    return _known(claim)


def _work(reference: Reference) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": _WORKS.get(reference.type, "CreativeWork"), "name": reference.plain("title")}
    work["author"] = [_author(name) for name in reference.authors.people]
    if reference.date:
        work["datePublished"] = "-".join(f"{part:02}" for part in reference.date.iso_parts)
    if journal := str(reference.journal_in_full):
        work["isPartOf"] = {"@type": "Periodical", "name": journal}
    if reference.doi:
        work["identifier"] = {"@type": "PropertyValue", "propertyID": "DOI", "value": reference.doi}
        work["sameAs"] = reference.address
    work["url"] = reference.address
    return _known(work)


def _author(name: Name) -> dict[str, str]:
    if name.is_body:
        return {"@type": "Organization", "name": name.family}
    return {"@type": "Person", "name": " ".join(part for part in (name.given, name.family, name.suffix) if part)}
