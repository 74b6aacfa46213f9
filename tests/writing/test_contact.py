"""How readers report a mistake: by mail, at the project's page, or that they cannot yet."""

from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

import lxml.html
import pytest

from conftest import MKDOCS, Built
from samples import SITE
from writing.contact import Contact

ABOUT = {"docs/about.md": "# About\n\n/// contact | all\n///\n"}
WAYS = {
    "mail": ("contact_email: help@example.org", "Please write to help@example.org."),
    "a page": ("repo_url: https://github.com/a/b", "Please tell us on the project's public page."),
    "both": ("contact_email: help@example.org, repo_url: https://github.com/a/b", "Please write to help@example.org. You can also tell us on the project's public page."),
    "neither": ("locale: en_US", "There is no way to reach us yet."),
}


def built_with(build_site: Callable[..., Built], extra: str) -> Built:
    built = build_site({**SITE, **ABOUT, "mkdocs.yml": MKDOCS + f"extra: {{{extra}}}\n"})
    assert built.code == 0, built.faults
    return built


@pytest.mark.parametrize("way", WAYS)
def test_the_page_about_says_how_to_reach_us(way: str, build_site: Callable[..., Built]) -> None:
    extra, words = WAYS[way]
    built = built_with(build_site, extra)
    page = lxml.html.document_fromstring(built.html("about/index.html"))
    assert " ".join(page.xpath("//div[@class='contact']")[0].text_content().split()).startswith(words)
    for name in ("index.html", "findings/share/index.html"):
        links = lxml.html.document_fromstring(built.html(name)).xpath("//a[contains(text(), 'Report a mistake')]/@href")
        assert len(links) == (way != "neither")
        assert all("https://example.org/findings/share/" in unquote(link) for link in links)


FORMS = [
    (Contact("a@example.org", "https://github.com/a/b"), "mailto", "subject", "body"),
    (Contact(page="https://github.com/a/b"), "https", "title", "body"),
    (Contact(page="https://codeberg.org/a/b"), "https", "title", "body"),
    (Contact(page="https://gitlab.com/a/b"), "https", "issue[title]", "issue[description]"),
]


@pytest.mark.parametrize(("contact", "scheme", "title", "text"), FORMS)
def test_a_report_is_filled_in(contact: Contact, scheme: str, title: str, text: str) -> None:
    parts = urlsplit(contact.report("Is it & will it?", "https://example.org/a/?b#c"))
    assert parts.scheme == scheme
    assert parts.path.endswith(("a@example.org", "/issues/new"))
    assert parse_qs(parts.query) == {title: ["Mistake: Is it & will it?"], text: ["https://example.org/a/?b#c\r\n\r\nWhat is wrong: "]}


def test_at_an_unknown_place_the_link_leads_there() -> None:
    assert Contact(page="https://example.org/project").report("x", "y") == "https://example.org/project"
    assert Contact().report("x", "y") == ""


WRONG = [
    ("contact_email: nobody", 'mkdocs.yml: "nobody" is no address for mail (give contact_email, or CONTACT_EMAIL, as name@example.org)'),
    ("repo_url: 'javascript:x'", 'mkdocs.yml: "javascript:x" is no web address (give repo_url, or REPO_URL, as https://example.org/project)'),
]


@pytest.mark.parametrize(("extra", "fault"), WRONG)
def test_an_address_that_is_none_is_a_fault(extra: str, fault: str, build_site: Callable[..., Built]) -> None:
    assert build_site({**SITE, "mkdocs.yml": MKDOCS + f"extra: {{{extra}}}\n"}, "--check").faults == [fault]
